"""Command line, embedded database, season run, demo, bench."""
