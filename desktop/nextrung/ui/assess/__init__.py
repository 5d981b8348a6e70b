"""Taking an assessment: one question at a time."""
