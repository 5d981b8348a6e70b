"""The coach rates a person, and both views beside each other."""
