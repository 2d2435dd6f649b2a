"""What the demo shows beside its season."""
