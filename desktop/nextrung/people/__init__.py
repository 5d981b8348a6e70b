"""Persons who assess themselves."""
