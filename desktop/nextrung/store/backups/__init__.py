"""Backups: closed copies of the database, each proven, kept on a backup folder that thins with age."""
