"""Everybody on this computer: the table, adding and changing, reading a table from a file."""
