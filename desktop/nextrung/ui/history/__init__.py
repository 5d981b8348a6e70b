"""The history page: assessments over time, any two beside each other, and the list of all."""
