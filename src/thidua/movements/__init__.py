"""Emulation movements, criteria, covenants, clusters and the season, one year's review round."""
