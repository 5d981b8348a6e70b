"""The building blocks of every page: texts, cards, buttons, choices, tags. Each has a name and a role for screen readers."""
