"""Job adverts: what their words ask for, what they pay, and the targets that follow; nothing here opens a file."""
