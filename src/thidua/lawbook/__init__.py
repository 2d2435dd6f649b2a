"""Reads law/, picks what is in force on a day, judges a cohort and explains a verdict. No Django."""
