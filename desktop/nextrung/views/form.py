"""The form: one HTML file that asks everything without a network, and seals the reply in the browser."""

from __future__ import annotations

import hashlib
import html
import json
import math
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from nextrung import resources
from nextrung.assessment import walk
from nextrung.paths import REPLY_ENDING
from nextrung.questionnaire.kinds import Item
from nextrung.questionnaire.model import Questionnaire
from nextrung.scoring.statements import is_draft
from nextrung.views.form_words import words
from nextrung.views.invitation import Invitation
from nextrung.views.reply import LONGEST_TEXT

LARGEST_FORM = 300_000
"""Bytes of a form: it travels by mail."""
NOT_SEEN = "I have not seen this"
SCHEMES = (
    ("light", ""),
    ("dark", "(prefers-color-scheme: dark)"),
    ("contrast", "(prefers-contrast: more)"),
    ("contrast_dark", "(prefers-contrast: more) and (prefers-color-scheme: dark)"),
)
"""Schemes of the theme with the media query that each stands for; a later one wins."""
_NO_CHANCE = {"not_yet": "No chance yet", "did_not_come_up": "It did not come up", "": ""}


def form(
    invitation: Invitation, questionnaire: Questionnaire, recipient: str, seed: str, due: date | None = None
) -> bytes:
    """The whole file. ``recipient`` is the public key; ``seed`` fixes the order of options, as in the window.

    ``due`` is the day by which it is asked back.

    Raises ResourceError when files of the program are missing.
    """
    folder = resources.assets("ask")
    with resources.required(folder):
        style = _colours() + (folder / "form.css").read_text(encoding="utf-8")
        library = (folder / "age-encryption.js").read_text(encoding="utf-8")
        script = (folder / "form.js").read_text(encoding="utf-8")
    data = form_data(invitation, questionnaire, recipient, seed, due)
    # “<” is written as an escape, so that no text can end the element that holds it
    held = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    policy = (
        f"default-src 'none'; script-src {_hash(library)} {_hash(script)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    title = html.escape(str(data["words"]["title"]))
    return f"""<!DOCTYPE html>
<html lang="{html.escape(questionnaire.blueprint.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main><h1>{title}</h1><noscript><p>This form needs scripts; open it in a browser that runs them.</p></noscript></main>
<script type="application/json" id="form-data">{held}</script>
<script>{library}</script>
<script>{script}</script>
</body>
</html>
""".encode()


def form_data(
    invitation: Invitation, questionnaire: Questionnaire, recipient: str, seed: str, due: date | None = None
) -> dict[str, Any]:
    """All that the form shows and asks, as its script reads it."""
    blueprint = questionnaire.blueprint
    items = [questionnaire.items_by_id[one] for one in invitation.items]
    return {
        "invitation": msgspec.to_builtins(invitation),
        "recipient": recipient,
        "file_name": f"reply-{invitation.id[:8]}{REPLY_ENDING}",
        "words": words(invitation, minutes(invitation.items, questionnaire), due, draft=is_draft(questionnaire)),
        "evidence_from_mean": blueprint.evidence_from_mean,
        "confidence_question": blueprint.instructions.confidence,
        "interruption_seconds": questionnaire.scoring.quality.interruption_seconds,
        "longest_text": LONGEST_TEXT,
        "items": [_item(item, invitation, questionnaire, seed) for item in items],
    }


def minutes(items: Sequence[str], questionnaire: Questionnaire) -> int:
    """How long it takes to answer these items, as planned, in whole minutes."""
    asked = [questionnaire.items_by_id[one] for one in items]
    timing = questionnaire.blueprint.timing
    return math.ceil(sum(walk.planned_seconds(item, timing) for item in asked if item.kind.scored) / 60)


def _item(item: Item, invitation: Invitation, questionnaire: Questionnaire, seed: str) -> dict[str, Any]:
    area = questionnaire.competency_of[item.id]
    own = invitation.part == "self"
    common = {
        "id": item.id,
        "area": area.id,
        "area_name": area.name,
        "passage": item.passage,
        "scored": item.kind.scored,
        "ticks": item.kind.answered_by == "ticks",
        "noted": item.kind.noted,
        "planned": walk.planned_seconds(item, questionnaire.blueprint.timing),
        "ratings": [one.id for one in area.ratings if one.id in invitation.items],
    }
    return {**common, **(_own_words(item, questionnaire, seed) if own else _words_for_others(item, invitation))}


def _words_for_others(item: Item, invitation: Invitation) -> dict[str, Any]:
    if item.observed is None:
        raise ValueError(item.id)
    asked = item.observed.about(invitation.person)
    return {
        "question": asked.stem,
        "instruction": f"Pick the highest line that you have seen {invitation.person} do in the last 12 months.",
        "choices": [{"value": str(at), "text": text} for at, text in enumerate(asked.anchors, start=1)],
        "confidence": [],
        "none": NOT_SEEN,
    }


def _own_words(item: Item, questionnaire: Questionnaire, seed: str) -> dict[str, Any]:
    scales = questionnaire.blueprint.scales
    choices = {choice.kept: choice for choice in item.choices(scales)}
    order = walk.shuffled(item.judged(), seed, item.id) or tuple(choices)
    taps = scales.confidence if item.kind.answered_by == "option" else ()
    return {
        "question": item.question,
        "instruction": getattr(questionnaire.blueprint.instructions, item.kind.value),
        "choices": [{"value": one, "text": choices[one].text or choices[one].label} for one in order],
        "confidence": [{"value": point.id, "text": point.label} for point in taps],
        "none": _NO_CHANCE[item.kind.no_chance],
    }


def _colours() -> str:
    """The colours of the theme as variables, for each scheme that a browser can ask for."""
    tokens = json.loads(resources.assets("themes", "tokens.json").read_text(encoding="utf-8"))["schemes"]
    return "".join(_scheme(tokens[name], query) for name, query in SCHEMES)


def _scheme(colours: Mapping[str, str], query: str) -> str:
    rule = f":root {{ {' '.join(_variables(colours))} }}"
    return f"@media {query} {{ {rule} }}\n" if query else f"{rule}\n"


def _variables(colours: Mapping[str, str]) -> Iterator[str]:
    return (f"--{name}: {colour};" for name, colour in colours.items() if not name.startswith("heat"))


def _hash(text: str) -> str:
    """What names an inline element in a Content-Security-Policy."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
