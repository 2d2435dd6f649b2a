"""Small changes to the code that judges: each must be noticed by a table of thresholds or by a case of the law.

`making` changes one operator or number at a time, `trying` runs the tests against each change.
"""
