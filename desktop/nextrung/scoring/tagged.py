"""Cross-cutting views over tagged items, such as Responsible AI (content C1). They carry no weight in the match."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.questionnaire.constants import FormId
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire, Tag
from nextrung.scoring.levels import level_of, unit


class TaggedView(Struct, frozen=True):
    """A view: its answered items of ``total`` tagged ones, and the level (1.0 to 5.0) over those rated, if any."""

    tag: Tag
    answered: tuple[Item, ...]
    total: int
    level: float | None


def tagged_views(form: FormId, answers: Mapping[str, Answer], questionnaire: Questionnaire) -> tuple[TaggedView, ...]:
    """The views with enough answered items to be shown."""
    views = []
    rules = questionnaire.scoring
    for tag in questionnaire.blueprint.tags:
        items = [item for item in questionnaire.form_items(form) if tag.id in item.tags]
        answered = tuple(item for item in items if item.id in answers and answers[item.id].counts)
        # Fewer would show the answer to a single question as a view of its own.
        if len(answered) < tag.minimum:
            continue
        weighted = total = 0.0
        for item in answered:
            value = answers[item.id].value
            weight = item.weight(rules)
            # Scenarios and checks count as answered but carry no weight: they are never blended into levels (C6.8).
            if weight and value is not None:
                weighted += weight * unit(item, value)
                total += weight
        views.append(TaggedView(tag, answered, len(items), level_of(100 * weighted / total) if total else None))
    return tuple(views)
