"""Append-only log of acts, sealed in hash-chained blocks."""
