"""The vocabulary of Qunxiang: every word of the design is one class here, used unchanged everywhere."""
