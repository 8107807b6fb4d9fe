"""The server store, over the official driver."""
