"""How large a data file and its parts may be. More is refused before it is read, whatever the file says of itself."""

from __future__ import annotations

from nextrung.intake.entering import DATA_FILE

MEBIBYTE = 1024 * 1024

LARGEST_FILE = DATA_FILE.largest
"""Bytes of the whole file."""

LARGEST_UNPACKED = 2048 * MEBIBYTE
"""Bytes of all entries together, unpacked."""
LARGEST_RATIO = 200
"""How many times larger than packed an entry may be; rows of answers come to about 30. What would be more is stored."""
RATIO_FROM = MEBIBYTE
"""Bytes up to which an entry may be packed as tightly as it likes: a small one does no harm."""
MOST_ENTRIES = 64
"""Entries of the archive; there is one for each table, and the manifest."""
LARGEST_MANIFEST = 64 * 1024
"""Bytes of the manifest."""
LONGEST_LINE = 32 * MEBIBYTE
"""Bytes of one row; a whole questionnaire takes some 300,000."""
MOST_ROWS = 10_000_000
"""Rows of one table."""
MOST_CONTENTS = 200
"""Different contents of questionnaires; each is checked as a whole."""
DEEPEST = 8
"""Lists and objects inside each other in a text that is JSON itself."""
YEARS = (1970, 2999)
"""Years that a moment or a day may lie in."""
