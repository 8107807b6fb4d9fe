"""Thin HTTP routes, wire shapes and the web page."""
