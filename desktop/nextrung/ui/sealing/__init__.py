"""For whom a file is sealed, and with what one opens."""
