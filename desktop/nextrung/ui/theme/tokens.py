"""The design tokens, read from ``assets/themes/tokens.json``. No Qt here, so that contrast can be tested without it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct, json

from nextrung.resources import required

Scheme = Literal["light", "dark", "contrast", "contrast_dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark", "contrast", "contrast_dark")
DARK: tuple[Scheme, ...] = ("dark", "contrast_dark")
"""The schemes with light text on a dark ground."""


class Tokens(Struct, frozen=True):
    """Everything that gives the app its look.

    ``colors`` holds ``#RRGGBB`` by scheme and name; ``text_sizes`` are relative to ``text_sizes["body"]``, which is
    ``body_points`` points at a text size of 100 %; ``space``, ``size`` and ``radius`` are in device-independent pixels;
    so are ``marks``, the parts of controls that grow with the text.
    """

    colors: dict[str, dict[str, str]]
    text_sizes: dict[str, float]
    body_points: float
    space: dict[str, int]
    size: dict[str, int]
    marks: dict[str, int]
    radius: dict[str, int]

    def points(self, name: str, body: float) -> float:
        """The size called ``name`` in points when body text has ``body`` points."""
        return self.text_sizes[name] / self.text_sizes["body"] * body


def load(path: Path) -> Tokens:
    """Read the tokens file. Raises ResourceError."""
    with required(path):
        raw = json.decode(path.read_bytes())
        return Tokens(
            colors=raw["schemes"],
            text_sizes=raw["text_sizes"],
            body_points=raw["body_points"],
            space=raw["space"],
            size=raw["size"],
            marks=raw["marks"],
            radius=raw["radius"],
        )


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    # 0.05 stands for the light that a screen reflects, so that even black is not without any
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    # the curve of sRGB (IEC 61966-2-1) undone: its lower end is a straight line
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    # how bright each of them looks to the eye, as WCAG 2.2 weighs them
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
