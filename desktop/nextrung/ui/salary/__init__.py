"""The salary page."""
