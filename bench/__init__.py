"""Measurements: what the stores, the ingest and the reader do on this machine, each beside a bare counterpart."""
