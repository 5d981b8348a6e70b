"""What somebody did and can show: examples, where they lie on the map of a role, and which are missing."""
