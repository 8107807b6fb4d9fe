"""Measures who is who: names, organisations, namesakes, terms and holders, on sets that rules write from words."""
