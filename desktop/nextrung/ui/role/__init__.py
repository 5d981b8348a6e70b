"""The role page."""
