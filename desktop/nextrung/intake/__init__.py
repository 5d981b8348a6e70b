"""The way in for every file: an ordinary one, not too large, read in a bounded time, tables and archives among them."""

READ_SHEETS = "--read-sheets"
"""What the installed program starts itself with to be the process that reads a spreadsheet."""
READ_DOCUMENTS = "--read-documents"
"""The same for the process that reads a document."""
