"""Where data enters: readers, record mappings, admission, the pipeline and its ledger."""
