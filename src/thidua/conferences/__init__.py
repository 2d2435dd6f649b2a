"""Conferences: what is reviewed, launched, signed and presented before everybody."""
