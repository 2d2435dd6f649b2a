"""The ledger: who was given what, when, by which decision."""
