"""Damaged data files: each is refused in one sentence with nothing changed, or taken in and shown."""

from __future__ import annotations

import json
import shutil
import warnings
import zipfile
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import given as for_any
from hypothesis import strategies as st
from tests import given
from tests.campaign import Campaign
from tests.fuzzing import PLACES, byte_damage, value_damage
from tests.store.transfer import parcels
from tests.store.transfer.parcels import Entries

from nextrung import resources
from nextrung.errors import NextRungError
from nextrung.store.tables import TABLES
from nextrung.store.transfer import writing
from nextrung.ui.history import state as history_state
from nextrung.ui.plan import state as plan_state
from nextrung.workspace import Workspace

SHORT, LONG = 300, 10_000
FILLED = [table.name for table in TABLES if table.name not in ("pay_file", "questionnaire")]
INSIDE = [
    ("own_profile", "targets"),
    ("own_advert", "left_out"),
    ("plan_step", "ticks"),
    ("coaching_session", "agenda"),
    ("pay_choice", "choice"),
]
INSIDE += [("view_round", "items"), ("view_reply", "given"), ("view_reply", "examples"), ("view_release", "areas")]
"""Texts that are JSON themselves."""
NAMES = ["../x", "/x", "person.jsonl", "answer.jsonl", "manifest.json", "x" * 300, "é.jsonl", "con", ""]


KINDS = [
    "bytes",
    "entries",
    "manifest",
    "rows",
    "rows",
    "rows",
    "lines",
    "bytes",
    "inside",
    "rows",
    "entries",
    "content",
]


class Harmed:
    """A damaged file: its bytes as they are, or entries to be packed."""

    def __init__(self, kind: str, what: Any) -> None:
        self.kind = kind
        self.what = what

    def __repr__(self) -> str:
        return f"Harmed({self.kind})"  # the whole would be far too long to print


@st.composite
def damaged(draw: st.DrawFn, good: Entries, whole: bytes) -> Harmed:
    kind = draw(st.sampled_from(KINDS))
    return Harmed(kind, draw(damage(kind, good, whole)))


@st.composite
def damage(draw: st.DrawFn, kind: str, good: Entries, whole: bytes) -> bytes | Entries | list[tuple[str, bytes]]:
    match kind:
        case "bytes":
            return draw(byte_damage(whole))
        case "entries":
            return draw(entry_damage(good))
        case "manifest":
            value = draw(value_damage(json.loads(good["manifest.json"])))
            return good | {"manifest.json": json.dumps(value).encode("utf-8", "surrogatepass")}
        case "content":
            return draw(content_damage(good))
        case _:
            return parcels.signed(good | draw(table_damage(kind, good)))


@st.composite
def table_damage(draw: st.DrawFn, kind: str, good: Entries) -> Entries:
    """The rows of one table with other values, with other values inside a text that is JSON, or with other bytes."""
    if kind == "inside":
        table, column = draw(st.sampled_from(INSIDE))
        some = parcels.lines(good[f"{table}.jsonl"])
        some[0][column] = json.dumps(draw(value_damage(json.loads(some[0][column]))))
        return {f"{table}.jsonl": parcels.raw(some)}
    name = f"{draw(st.sampled_from(FILLED))}.jsonl"
    if kind == "lines":
        return {name: draw(byte_damage(good[name]))}
    rows = draw(value_damage(parcels.lines(good[name])))
    return {name: parcels.raw(rows if isinstance(rows, list) else [rows])}


@st.composite
def entry_damage(draw: st.DrawFn, good: Entries) -> list[tuple[str, bytes]]:
    """Entries left out, doubled, renamed, swapped."""
    some = list(good.items())
    for _ in range(draw(st.integers(1, 3))):
        at, other = draw(PLACES) % len(some), draw(PLACES) % len(some)
        match draw(st.sampled_from(["drop", "double", "rename", "swap", "cut"])):
            case "drop" if len(some) > 1:
                del some[at]
            case "double":
                some.append(some[at])
            case "rename":
                some[at] = (draw(st.sampled_from(NAMES) | st.text(min_size=1, max_size=5)), some[at][1])
            case "swap":
                some[at], some[other] = (some[at][0], some[other][1]), (some[other][0], some[at][1])
            case _:
                some[at] = (some[at][0], some[at][1][: draw(PLACES)])
    return some


@st.composite
def content_damage(draw: st.DrawFn, good: Entries) -> Entries:
    """The content of the questionnaire changed, under a fingerprint that fits it."""
    value = draw(value_damage(json.loads(parcels.content())))
    text = json.dumps(value, ensure_ascii=True)
    row = parcels.lines(good["questionnaire.jsonl"])[0]
    name = writing.fingerprint(text)
    parts = {key: body.replace(row["fingerprint"].encode(), name.encode()) for key, body in good.items()}
    parts["questionnaire.jsonl"] = parcels.raw([row | {"fingerprint": name, "content": text}])
    return parcels.signed(parts)


def packed(harmed: Any, to: Path) -> Path:
    if isinstance(harmed, bytes):
        to.write_bytes(harmed)
        return to
    some = harmed if isinstance(harmed, list) else list(harmed.items())
    with warnings.catch_warnings(), zipfile.ZipFile(to, "w") as archive:
        warnings.simplefilter("ignore")  # the library warns of names that are there twice
        for name, body in some:
            archive.writestr(zipfile.ZipInfo(name or "x"), body)
    return to


def shown(database: Path) -> None:
    """Open the database as the program does and look at everything that came in."""
    with closing(Workspace.open(database, [given.ML_MANAGER], resources.assets("salary"))) as workspace:
        workspace.people.facts()
        for person in workspace.people.everyone():
            workspace.switch_person(person.id)
            for assessment in workspace.assessments():
                assessment.result(workspace.role)
            plan_state.build(workspace, (), None)
            for assessment in workspace.history.finished():
                history_state.measure(assessment)
            for session in workspace.sessions.sessions():
                workspace.sessions.marks(session.id)
            for of in workspace.views.rounds():
                workspace.views.picture(of)
            _ = (workspace.pay.choice, workspace.pay.own(), workspace.rating.latest())


def outcome(file: Path, here: Path, scratch: Path) -> str:
    before = here.read_bytes()
    try:
        found = parcels.read(file, here)
    except NextRungError as error:
        message = str(error)
        assert message.endswith("."), message
        assert "\n" not in message
        message.encode()
        return "refused"
    finally:
        assert here.read_bytes() == before
    shutil.copy(here, scratch)
    try:
        found.take_in(scratch, "file")
    except NextRungError:
        assert parcels.dump(scratch) == parcels.dump(here)
        return "refused"
    shown(scratch)
    return "taken"


def test_that_a_damaged_file_is_refused_in_one_sentence_or_taken_in_and_shown(
    full: Path, here: Path, file: Path, tmp_path: Path, campaign: Campaign
) -> None:
    count = campaign.rounds(SHORT, LONG)
    good, whole = parcels.entries(file), file.read_bytes()
    parcels.change(here, "INSERT INTO questionnaire VALUES (?, ?, ?, ?, ?)", *parcels.rows()["questionnaire"][0])
    outcomes: Counter[str] = Counter()

    @for_any(damaged(good, whole), st.sampled_from([full, here]))
    @settings(
        max_examples=count,
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    def check(harmed: Harmed, side: Path) -> None:
        result = outcome(packed(harmed.what, tmp_path / "harmed.nextrung"), side, tmp_path / "scratch.db")
        outcomes[result] += 1

    check()
    assert outcomes.total() >= count
    assert outcomes["refused"] > count / 2
    assert outcomes["taken"] > count / 20
