"""What it means: units, periods, provinces, indicators, products; all vocabulary as data."""
