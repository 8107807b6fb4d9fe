"""Programs for those who work on Qunxiang; none of them is installed with it."""
