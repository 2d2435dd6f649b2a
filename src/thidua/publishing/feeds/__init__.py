"""Prices, rates and weather of other houses: fetched with care, read with suspicion. No tables, no Django pages."""
