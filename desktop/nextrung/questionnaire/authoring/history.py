"""What can be taken back, and done again: the values before and after, which share what they have in common."""

from __future__ import annotations

from typing import Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")

MOST_STEPS = 200
"""Steps that can be taken back; older ones are forgotten."""


class EditHistory(Struct, Generic[T], frozen=True):
    """Where one stands, what was before, and what was taken back."""

    now: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()
    about: str = ""
    """What the last step was about; going on with the same is no step of its own. Empty where it stands alone."""

    def changed(self, now: T, about: str = "") -> EditHistory[T]:
        """One step further: letters typed one after the other into one field are one step."""
        if now == self.now:
            return self
        if about and about == self.about:
            return EditHistory(now, self.past, (), about)
        return EditHistory(now, (*self.past, self.now)[-MOST_STEPS:], (), about)

    def undone(self) -> EditHistory[T]:
        """One step back; the same where there is none."""
        return EditHistory(self.past[-1], self.past[:-1], (*self.future, self.now)) if self.past else self

    def redone(self) -> EditHistory[T]:
        """One step forward again; the same where none was taken back."""
        return EditHistory(self.future[-1], (*self.past, self.now), self.future[:-1]) if self.future else self
