"""Practice: likely questions one at a time, aloud, with a clock, marks and notes of one’s own."""
