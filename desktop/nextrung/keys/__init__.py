"""The key of an encrypted data file, and the file beside it that holds it in slots: no Qt, no SQL."""
