"""The transition engine: one table a workflow."""
