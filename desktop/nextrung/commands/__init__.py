"""What works without a window, one file a command or two."""
