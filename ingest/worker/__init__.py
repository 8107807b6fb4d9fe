"""Parses what others wrote in binary formats, in a process that can do nothing else (docs/formats.md)."""
