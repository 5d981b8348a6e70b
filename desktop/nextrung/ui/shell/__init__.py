"""The main window: navigation, pages, and what happens between them."""
