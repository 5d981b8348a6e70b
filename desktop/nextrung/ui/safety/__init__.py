"""Backups, restoring, erasing and recovery, as a person meets them."""
