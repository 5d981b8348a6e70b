"""The window: the shell, the theme, shared widgets, charts and one folder a page."""
