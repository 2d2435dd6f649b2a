"""Registers and old award lists brought in on screen: read, mapped, looked at, taken in whole, taken back."""
