"""One season's folder, from the workbooks as they came to the ledger and the papers."""
