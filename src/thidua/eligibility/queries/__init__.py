"""Facts of registry, ledger and initiatives as the law book asks for them; the law book itself."""
