"""The words of the editor: what each field is called, and what is chosen in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from nextrung.ui.authoring.state import OutlineThing
from nextrung.ui.authoring.thing_fields import FormField
from nextrung.workspace.own_questionnaires import ListedQuestionnaire

_translate = QCoreApplication.translate
_LETTERS = "ABCDEFGHIJ"


def field_words(field: FormField) -> str:
    """What stands above a field."""
    if field.name.startswith("target:"):
        return _translate("authoring", "Target in {0}").format(field.name.removeprefix("target:"))
    # options have letters, everything else is counted
    is_option = field.way.startswith("options.")
    return _names()[field.name].format(_LETTERS[field.number - 1] if is_option else field.number)


def _names() -> dict[str, str]:
    return {**_whole_names(), **_item_names(), **_facet_names(), **_action_names(), **_role_names()}


def heading_words(name: str) -> str:
    """What stands above a row of texts that are counted."""
    return {
        "anchors": _translate("authoring", "Anchors, each a thing someone could see"),
        "observed.anchors": _translate("authoring", "Anchors for others"),
        "levels": _translate("authoring", "What marks each level"),
        "scales.rating.label": _translate("authoring", "Names of the points of anchors"),
        "scales.frequency.label": _translate("authoring", "Names of the shares of “How often”"),
        "scales.confidence.label": _translate("authoring", "Names of how sure one is"),
        "scales.evidence.label": _translate("authoring", "Names of the kinds of evidence"),
    }[name]


def _whole_names() -> dict[str, str]:
    return {
        "language": _translate("authoring", "Language"),
        "linked_to": _translate("authoring", "Items ask the same as those of"),
        "instructions.team": _translate("authoring", "What “team” means"),
        "instructions.rating": _translate("authoring", "Beside questions with anchors"),
        "instructions.frequency": _translate("authoring", "Beside “How often”"),
        "instructions.scenario": _translate("authoring", "Beside situations"),
        "instructions.knowledge": _translate("authoring", "Beside knowledge checks"),
        "instructions.confidence": _translate("authoring", "Asked after a choice: how sure"),
        "instructions.evidence": _translate("authoring", "Beside evidence"),
        "scales.rating.label": _translate("authoring", "Name of point {0} of anchors"),
        "scales.frequency.label": _translate("authoring", "Name of share {0}"),
        "scales.confidence.label": _translate("authoring", "Name {0} of how sure one is"),
        "scales.evidence.label": _translate("authoring", "Name of kind {0} of evidence"),
        "part": _translate("authoring", "Part that it lies in"),
        "minimum": _translate("authoring", "Answers from which it has a figure"),
    }


def _item_names() -> dict[str, str]:
    return {
        "title": _translate("authoring", "Title"),
        "author": _translate("authoring", "Made by"),
        "name": _translate("authoring", "Name"),
        "construct": _translate("authoring", "What it covers"),
        "boundary": _translate("authoring", "What belongs to other areas"),
        "levels": _translate("authoring", "What marks level {0}"),
        "stem": _translate("authoring", "Question"),
        "anchors": _translate("authoring", "Anchor {0}, a thing someone could see"),
        "scenario": _translate("authoring", "The situation"),
        "case": _translate("authoring", "The case"),
        "ask": _translate("authoring", "Question"),
        "options.text": _translate("authoring", "Option {0}"),
        "options.credit": _translate("authoring", "Credit of option {0}, from 0 to 1"),
        "options.why": _translate("authoring", "Why option {0} is as good as that"),
        "best": _translate("authoring", "The best option"),
        "why": _translate("authoring", "Why it is the best one"),
        "examples.document": _translate("authoring", "Example of a document"),
        "examples.metric": _translate("authoring", "Example of a number"),
        "examples.feedback": _translate("authoring", "Example of feedback"),
        "examples.witness": _translate("authoring", "Example of a witness"),
        "observed.stem": _translate("authoring", "Question for others; {{name}} stands for the person"),
        "observed.anchors": _translate("authoring", "For others: anchor {0}"),
        "option_count": _translate("authoring", "How many options"),
        "tags": _translate("authoring", "Tags"),
        "same_as": _translate("authoring", "Asks the same as"),
        "forms": _translate("authoring", "Asked in"),
        "sources": _translate("authoring", "Sources, one on each line"),
    }


def _facet_names() -> dict[str, str]:
    return {
        "facet": _translate("authoring", "Skill that it asks for"),
        "facet.name": _translate("authoring", "Name of the skill"),
        "facet.measures": _translate("authoring", "What the skill is"),
        "facet.why": _translate("authoring", "Why we ask"),
        "facet.no_chance": _translate("authoring", "How somebody without a chance can get one"),
    }


def _action_names() -> dict[str, str]:
    return {
        "mode": _translate("authoring", "Way of learning"),
        "from_level": _translate("authoring", "From level"),
        "to_level": _translate("authoring", "To level"),
        "steps": _translate("authoring", "Steps, one on each line"),
        "start": _translate("authoring", "When it starts, and with what: If it is …, then I …"),
        "if_then": _translate("authoring", "For later on: If …, then …"),
        "evidence_of_done": _translate("authoring", "What shows that it is done"),
        "measure_before_after": _translate("authoring", "What to compare before and after"),
        "no_chance_variant": _translate("authoring", "How to do it without the opportunity"),
        "no_chance.title": _translate("authoring", "Without the opportunity: title"),
        "no_chance.if_then": _translate("authoring", "Without the opportunity: If …, then …"),
        "no_chance.evidence_of_done": _translate("authoring", "Without the opportunity: what shows that it is done"),
        "no_chance.effort_hours": _translate("authoring", "Without the opportunity: effort in hours"),
        "no_chance.horizon_days": _translate("authoring", "Without the opportunity: days until it is done"),
        "roles": _translate("authoring", "Roles that it suits best; none means all"),
        "offline": _translate("authoring", "Without a network"),
        "effort_hours": _translate("authoring", "Effort in hours"),
        "horizon_weeks": _translate("authoring", "Weeks until it is done"),
        "facets": _translate("authoring", "Skills that it is for"),
        "pitfalls": _translate("authoring", "What often goes wrong, one on each line"),
        "needs": _translate("authoring", "What it needs, one on each line"),
    }


def _role_names() -> dict[str, str]:
    return {
        "short_name": _translate("authoring", "Short name"),
        "summary": _translate("authoring", "What the role is"),
        "basis": _translate("authoring", "What its targets rest on"),
        "weight": _translate("authoring", "Weight, from 1 to 5"),
        "critical": _translate("authoring", "Below this target"),
    }


def choice_words(entry: str, name: str) -> str:
    """What an entry of a choice is called that has no words of its own; ``name`` is that of the field."""
    if name == "language":
        return QLocale.languageToString(QLocale(entry).language())
    if not entry:
        asked = name.startswith("target:")
        return _translate("authoring", "not asked") if asked else _translate("authoring", "nothing")
    return {
        "quick": _translate("authoring", "the quick and the full form"),
        "full": _translate("authoring", "the full form only"),
        "reserve": _translate("authoring", "no form: kept in reserve"),
        "experience": _translate("authoring", "by doing"),
        "people": _translate("authoring", "with others"),
        "study": _translate("authoring", "by studying"),
        "critical": _translate("authoring", "The match is held at Building"),
        "+": _translate("authoring", "A skill of its own"),
        "offline": _translate("authoring", "It can be done without a network"),
    }[entry]


def thing_words(thing: OutlineThing) -> str:
    """What a thing is called in the outline, also before it has a name."""
    if thing.name:
        return thing.name
    return {
        "questionnaire": _translate("authoring", "Without a title"),
        "area": _translate("authoring", "Area without a name"),
        "item": _translate("authoring", "Item without a question"),
        "action": _translate("authoring", "Action without a title"),
        "roles": _translate("authoring", "Roles"),
        "role": _translate("authoring", "Role without a name"),
        "parts": _translate("authoring", "Parts"),
        "part": _translate("authoring", "Part without a name"),
        "tags": _translate("authoring", "Tags"),
        "tag": _translate("authoring", "Tag without a name"),
    }[thing.kind]


def state_words(one: ListedQuestionnaire) -> str:
    """Where a questionnaire comes from, and which version there is."""
    if not one.own:
        return _translate("authoring", "comes with the app · {0}").format(one.version)
    if not one.version:
        return _translate("authoring", "not published yet")
    version = _translate("authoring", "version {0}").format(one.version)
    return f"{version} · {_translate('authoring', 'not all published')}" if one.written else version


def sort_words(sort: str) -> str:
    """What an item of a kind is called where one is added."""
    return {
        "rating": _translate("authoring", "Question with anchors"),
        "frequency": _translate("authoring", "How often"),
        "scenario": _translate("authoring", "Situation"),
        "knowledge": _translate("authoring", "Knowledge check"),
        "evidence": _translate("authoring", "Evidence"),
    }[sort]
