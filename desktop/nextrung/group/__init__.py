"""Many people at once: levels, gaps and matches of a whole group in one go, and what only a group can show (pandas)."""
