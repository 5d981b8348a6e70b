"""A questionnaire while somebody writes it: what is in it so far, what can be done with it, and how it is published."""
