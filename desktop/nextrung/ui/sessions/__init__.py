"""The sessions with a person: the timeline, the session itself, its summary."""
