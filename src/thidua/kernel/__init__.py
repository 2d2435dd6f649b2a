"""Pure Python below every other room: Vietnamese text, days, issues, clerks' tables."""
