"""Makes all that is learned: `python -m nlp.training`. Preparing, training and exporting need PyTorch."""
