"""Choosing which questionnaire is looked at and taken."""
