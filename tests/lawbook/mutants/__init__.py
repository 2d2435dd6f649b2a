"""Small changes to the code that judges: each must be noticed by a table of thresholds or by a case of the law.

`making` changes one operator or number of the code at a time, `law` one parameter of the law's data, `trying`
runs the tests against each change.
"""
