"""Reads the lines of a résumé: from when until when somebody held which post of which body, or studied where."""
