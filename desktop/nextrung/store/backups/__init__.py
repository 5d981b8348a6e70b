"""Backups: closed copies of the database, each proven, kept on a shelf that thins with age."""
