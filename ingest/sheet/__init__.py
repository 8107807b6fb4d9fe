"""Finds tables in office sheets: titles, heads of several rows, merged cells, totals, footers."""
