"""One person and the assessments that belong to them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A person: ``name`` may be empty, ``target_role`` is a role id, ``option_seed`` fixes the order of options."""

    id: str
    name: str
    target_role: str | None
    option_seed: str
    sample: bool
