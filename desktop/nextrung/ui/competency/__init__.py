"""One competency of a result in full."""
