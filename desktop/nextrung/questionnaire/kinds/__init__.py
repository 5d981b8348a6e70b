"""The kinds of item: a class and a line of ``Kind`` for each, which say all that differs between them.

What may be answered, its words, how it counts, what a file may hold, and what the checks need of it.
"""

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
]

Item = Rating | Frequency | Scenario | Knowledge | Evidence
SelfReport = Rating | Frequency
Situation = Scenario | Knowledge
