"""Evidence: examples of a person's work, and the map of what they show."""
