"""Acts on what the public reads."""
