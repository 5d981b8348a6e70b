"""Everything out, everything in: the dialogs around a data file."""
