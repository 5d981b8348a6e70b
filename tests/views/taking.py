"""Replies to real invitations, sealed as a browser seals them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyrage
from msgspec import to_builtins
from tests import given

from nextrung import resources
from nextrung.views import sealing
from nextrung.views.invitation import Invitation
from nextrung.views.rounds import Asked
from nextrung.workspace import Workspace

BEGUN, FINISHED = "2026-11-23T09:00:00Z", "2026-11-23T09:32:00Z"
PEOPLE = resources.questionnaire_folders()


def opened(folder: Path, *names: str) -> Workspace:
    """A workspace of its own with these people; the last is the current one."""
    folder.mkdir(parents=True, exist_ok=True)
    here = Workspace.open(folder / "nextrung.db", PEOPLE, resources.assets("salary"))
    for name in names:
        here.add_person(name)
    return here


def sealed(here: Workspace, made: object) -> bytes:
    return sealed_bytes(here, json.dumps(made).encode())


def sealed_bytes(here: Workspace, raw: bytes) -> bytes:
    """Anything at all, sealed to the data folder: whoever has a form can do that."""
    recipient = pyrage.x25519.Recipient.from_str(sealing.public_key(here.views.key_made()))
    return bytes(pyrage.encrypt(raw, [recipient], armored=True))


def invitation_in(form: bytes) -> dict[str, Any]:
    """What a form holds of its invitation."""
    held = form.decode().partition('id="form-data">')[2].partition("</script>")[0]
    return dict(json.loads(held)["invitation"])


def answered(
    here: Workspace, asked: Asked, level: int = 3, *, examples: Mapping[str, str] | None = None, **other: Any
) -> dict[str, Any]:
    """What a browser seals for somebody who gives every question the same."""
    invitation = invitation_in(here.views.form(asked))
    return {
        "format": "nextrung.reply",
        "format_version": 1,
        "invitation": invitation,
        "begun_at": BEGUN,
        "finished_at": FINISHED,
        "answers": [{"item": item, "value": level} for item in invitation["items"]],
        "examples": dict(examples or {}),
        **other,
    }


def reply_to(here: Workspace, asked: Asked, level: int = 3, **examples: str) -> bytes:
    return sealed(here, answered(here, asked, level, examples=examples))


def whole(here: Workspace, asked: Asked, *, without: int = 0) -> dict[str, Any]:
    """The sample person's own assessment as a form gives it, ``without`` its last answers."""
    made = answered(here, asked)
    del made["answers"], made["examples"]
    assessment = json.loads(resources.sample_answers().read_text(encoding="utf-8"))
    content = given.questionnaire()
    assessment["questionnaire"] = {"id": content.id, "version": content.version}
    assessment["answers"] = assessment["answers"][: len(assessment["answers"]) - without]
    return {**made, "assessment": assessment}


def proven(here: Workspace, changed: Mapping[str, Any]) -> dict[str, Any]:
    """An invitation that was changed by somebody who holds the key itself."""
    plain = Invitation(**{**changed, "items": tuple(changed["items"]), "proof": ""})
    return dict(to_builtins(sealing.proven(plain, here.views.key_made())))
