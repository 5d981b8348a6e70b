"""Data that are encrypted: opening them with a key, and changing from plain to encrypted and back."""
