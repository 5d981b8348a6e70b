"""The building blocks of every page: texts, cards, buttons, choices, tags; all have names for screen readers."""
