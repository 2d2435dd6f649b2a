"""Facts of registry, ledger and initiatives into a cohort; attestations; frozen verdicts."""
