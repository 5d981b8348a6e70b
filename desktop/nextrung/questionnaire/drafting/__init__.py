"""Questionnaires made of frameworks of others: what was found, what is missing, and the files that come of it."""
