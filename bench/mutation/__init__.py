"""Changes one spot of the program at a time and sees whether a test notices."""
