"""The editor of questionnaires that are written in the app."""
