"""Persons, org units and posts, all dated; yearly grades and discipline; who is the same person."""
