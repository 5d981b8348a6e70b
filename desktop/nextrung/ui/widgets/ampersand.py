"""Ampersands on buttons and ticks: Qt reads one as the sign of a letter for Alt, and shows two as one."""

from __future__ import annotations


def as_sign(text: str) -> str:
    """A text as Qt shows it with all of its ampersands."""
    return text.replace("&", "&&")


def from_sign(text: str) -> str:
    """The text that Qt shows so."""
    return text.replace("&&", "&")
