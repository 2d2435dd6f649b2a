"""The papers engine: certificates and decisions as PDF, from the forms in papers/."""
