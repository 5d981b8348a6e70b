"""The kinds of item: a class and a line of ``Kind`` for each, which say all that differs between them.

What may be answered, its words, how it counts, what a file may hold, and what the checks need of it.
"""

from collections.abc import Iterable
from typing import Any, get_args

from nextrung.questionnaire.kinds.definition import (
    SHARES,
    AllowedAnswer,
    AnswerForm,
    ConfidencePoint,
    EvidenceKind,
    ItemChoice,
    ItemText,
    ItemTextKind,
    Kind,
    NoChance,
    Option,
    ScalePoint,
    Scales,
)
from nextrung.questionnaire.kinds.evidence import Evidence, EvidenceExamples
from nextrung.questionnaire.kinds.observer import NAME, ObserverWording
from nextrung.questionnaire.kinds.self_reports import Frequency, Rating
from nextrung.questionnaire.kinds.situations import Knowledge, KnowledgeOption, Scenario

__all__ = [
    "NAME",
    "SHARES",
    "AllowedAnswer",
    "AnswerForm",
    "ConfidencePoint",
    "Evidence",
    "EvidenceExamples",
    "EvidenceKind",
    "Frequency",
    "Item",
    "ItemChoice",
    "ItemText",
    "ItemTextKind",
    "Kind",
    "Knowledge",
    "KnowledgeOption",
    "NoChance",
    "ObserverWording",
    "Option",
    "Rating",
    "ScalePoint",
    "Scales",
    "Scenario",
    "SelfReport",
    "Situation",
    "blank_item",
    "in_sections",
]

Item = Rating | Frequency | Scenario | Knowledge | Evidence
SelfReport = Rating | Frequency
Situation = Scenario | Knowledge


_CLASSES: dict[Kind, type[Item]] = {one.kind: one for one in get_args(Item)}


def blank_item(kind: Kind, one_id: str, facet: str) -> Item:
    """An item of a kind that is to be written: with all that is fixed, and without a word."""
    return _CLASSES[kind].blank(one_id, facet)


def in_sections(items: Iterable[Item]) -> dict[str, Any]:
    """Items by the keys of a competency that hold them; those of a kind stay in the order given."""
    found = tuple(items)
    return {
        "ratings": tuple(one for one in found if isinstance(one, Rating)),
        "frequencies": tuple(one for one in found if isinstance(one, Frequency)),
        "scenarios": tuple(one for one in found if isinstance(one, Scenario)),
        "knowledge": tuple(one for one in found if isinstance(one, Knowledge)),
        "evidence": next((one for one in found if isinstance(one, Evidence)), None),
    }
