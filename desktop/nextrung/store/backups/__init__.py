"""Backups: closed copies of the database, each proven, kept in a folder that thins with age."""
