"""Trains the tagger: one command, `python -m nlp.training.train`. It alone needs PyTorch."""
