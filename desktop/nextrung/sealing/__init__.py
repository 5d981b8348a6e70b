"""Files that only some can open: sealed on the way out, opened on the way in, in the age format (version 1)."""
