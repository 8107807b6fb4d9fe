"""Page layout: cuts a text into its articles before anything is read from it."""

from nlp.layout.cut import cut_articles

__all__ = ["cut_articles"]
