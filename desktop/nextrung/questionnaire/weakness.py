"""Ratings whose anchors are weak: they name a point of a scale, and not what is done there. Pure.

A level from such items says where people put themselves on words that each reads in their own way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from unicodedata import east_asian_width

from nextrung.questionnaire.kinds import Rating

FEWEST_WORDS = 4
"""Words that say what somebody does; “Working” and “Able to teach others” name a stage."""

FEWEST_ANCHORS = 3
"""Points with words of their own: both ends and one between them, as a scale of three levels has."""


def weak_ratings(ratings: Iterable[Rating]) -> frozenset[str]:
    """Ids of ratings without wording of their own, and of those with one text at all points."""
    every = tuple(ratings)
    return unworded_ratings(every) | {item.id for item in every if _are_alike(item.anchors)}


def unworded_ratings(ratings: Iterable[Rating]) -> frozenset[str]:
    """Ids of ratings with words at too few points, with stages for anchors, or with the anchors of another rating."""
    every = tuple(ratings)
    uses = Counter(item.anchors for item in every)
    return frozenset(item.id for item in every if uses[item.anchors] > 1 or _is_weak(item))


def _is_weak(item: Rating) -> bool:
    given = [anchor for anchor in item.anchors if anchor]
    short = sum(_words(anchor) < FEWEST_WORDS for anchor in given)
    return len(given) < FEWEST_ANCHORS or 2 * short > len(given)


def _are_alike(anchors: Iterable[str]) -> bool:
    # one text at all points tells nobody which of them to choose
    return len({anchor.casefold() for anchor in anchors}) == 1


def _words(text: str) -> int:
    # Chinese and Japanese are written without spaces: two of their signs count as a word
    wide = sum(east_asian_width(sign) in "WF" for sign in text)
    return max(len(text.split()), wide // 2)
