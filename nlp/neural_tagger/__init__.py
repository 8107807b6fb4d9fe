"""The trained tagger: a small character encoder, its labels, and the decoding of its answers."""
