"""Whose answers a name or an e-mail address in a table means: somebody here, somebody new, or a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nextrung.people.person import name_key
from nextrung.tables.outcome import short

NEW = "new"
"""Says, in the place of a person, that the answers are of somebody new."""


class KnownAssessments(Struct, frozen=True):
    """A person who is here: id, name, and e-mail addresses that their notes hold."""

    id: str
    name: str
    emails: frozenset[str] = frozenset()


class Directory:
    """Everybody here, found by name and by e-mail address."""

    def __init__(self, people: Sequence[KnownAssessments]) -> None:
        """Index people by name and by e-mail address, without case."""
        self._named: dict[str, list[KnownAssessments]] = {}
        self._reached: dict[str, list[KnownAssessments]] = {}
        for one in people:
            self._named.setdefault(name_key(one.name), []).append(one)
            for email in one.emails:
                self._reached.setdefault(email, []).append(one)

    def matched(self, label: str, email: str, *, new_ones: bool = False) -> tuple[str, str]:
        """Whom a name or an e-mail address means, or empty and the sentence that asks whose answers they are."""
        by_email = self._reached.get(email.casefold(), []) if email else []
        by_name = self._named.get(name_key(label), []) if label else []
        return _agreed(label, email, by_email, by_name, new_ones=new_ones)


def _agreed(
    label: str, email: str, by_email: Sequence[KnownAssessments], by_name: Sequence[KnownAssessments], *, new_ones: bool
) -> tuple[str, str]:
    who = label or email
    if len(by_name) > 1 or len(by_email) > 1:
        return "", f"There are several people called “{short(who)}”; say whose answers these are."
    found = {one.id for one in (*by_email, *by_name)}
    if len(found) > 1 or (by_email and label and not by_name):
        return "", f"“{short(label)}” is somebody else here than “{short(email)}”; say whose answers these are."
    if found:
        return found.pop(), ""
    if who and new_ones:
        return NEW, ""
    if who:
        return "", f"“{short(who)}” is nobody here; choose whose answers these are, or add a new person."
    return "", "Nothing says whose answers these are; choose a person."


def emails_in(text: str) -> frozenset[str]:
    """The e-mail addresses in a text, in lower case."""
    # Without case: by the letter of RFC 5321 the part before the sign has one, but mail servers do not go by it.
    # The longest parts that RFC 5321 allows: without an end, a long word would be read anew from each of its letters.
    found = re.findall(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}", text)
    return frozenset(one.casefold() for one in found)
