"""Colours, sizes, fonts and icons: the only place where they are named."""
