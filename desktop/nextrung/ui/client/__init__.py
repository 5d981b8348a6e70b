"""The window for the second screen, with only one person in it."""
