"""Going on after damage, before there is a window."""
