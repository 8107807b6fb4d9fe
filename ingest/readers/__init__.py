"""Files → documents: one module for each way of writing, `reader.py` chooses among them."""
