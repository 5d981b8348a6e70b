"""What was given to one item."""

from __future__ import annotations

from msgspec import Struct

LONGEST_EXAMPLE = 10_000
"""Characters of an example that can be typed; a file may bring a longer one, which is kept."""


class Answer(Struct, frozen=True, gc=False):  # it refers to nothing that could refer back: there are many thousands
    """The answer to one item. *No chance yet* and *skipped* are answers too.

    ``value`` is 1 to 5 for a rating item and 0, 0.25, 0.5, 0.75 or 1 for a frequency item; ``choice`` is the option key
    of a scenario or knowledge check and ``confidence`` the id of the tap after it; ``evidence`` holds ids of kinds of
    evidence.
    ``seconds`` is the time on the item, ``at`` the moment of the answer in ISO 8601, UTC.
    """

    item: str
    value: float | None = None
    choice: str | None = None
    confidence: str | None = None
    evidence: tuple[str, ...] = ()
    note: str = ""
    no_chance: bool = False
    skipped: bool = False
    seconds: float | None = None
    at: str | None = None

    @property
    def counts(self) -> bool:
        """Whether the answer can be scored: a value or a choice was given."""
        return self.value is not None or self.choice is not None

    @property
    def settled(self) -> bool:
        """Whether the item is done with: answered, no chance yet, or skipped. A note alone does not settle it."""
        # Kinds of evidence settle a prompt, though nothing about them is scored.
        return self.counts or self.no_chance or self.skipped or bool(self.evidence)
