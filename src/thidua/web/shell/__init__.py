"""The frame of every page: security headers, filters, layout."""
