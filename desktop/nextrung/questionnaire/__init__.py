"""What is asked: items, forms, role profiles and development actions, read from the questionnaire files."""
