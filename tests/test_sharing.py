"""A client shares with a coach, and the coach's plan goes back: two data folders, by command, nothing by accident."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from tests import coaching
from tests.first_start import begun
from tests.given_first import PROJECT
from tests.store.transfer import parcels

from nextrung import app, cli
from nextrung.people.person import PersonFields
from nextrung.sealing.check_number import check_number
from nextrung.sealing.refusals import SealError
from nextrung.sealing.sealed import Sealing, is_sealed, opened, sealed
from nextrung.store import reply_key
from nextrung.store.sqlite import engine as sqlite3
from nextrung.store.transfer.refusals import TransferError
from nextrung.workspace import Workspace
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.sharing import SHARE_PARTS, SharingError

NOTE, PAY = "zebra-note", "zebra-offer"
UNTIL = datetime.now(UTC).date() + timedelta(days=30)
PROGRAM = "import sys; from nextrung import cli; sys.exit(cli.main(sys.argv[1:]))"
Said = pytest.CaptureFixture[str]


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """The data folder of somebody with a finished assessment, a step, notes and pay."""
    folder = begun(tmp_path / "client").parent
    with closing(app.open_workspace(folder)) as workspace:
        fill(workspace, "Jana Nováková")
    return folder


@pytest.fixture
def coach(tmp_path: Path) -> Path:
    """The data folder of a coach with another client."""
    folder = begun(tmp_path / "coach").parent
    with closing(app.open_workspace(folder)) as workspace:
        workspace.privacy.set_coach_mode(on=True)
        workspace.people.add(PersonFields("Omar Other"))
    return folder


def fill(workspace: Workspace, name: str) -> str:
    person = workspace.add_person(name)
    coaching.assess(workspace)
    step = workspace.plan.add_own(OwnStep("Hand the weekly report over"))
    workspace.plan.edit(step.id, notes=NOTE)
    workspace.people.save_notes(person.id, NOTE)
    with closing(sqlite3.connect(workspace.safety.database)) as connection, connection:
        connection.execute("UPDATE answer SET note = ?", (NOTE,))
        connection.execute(
            "INSERT INTO own_figure VALUES ('f1', ?, 'senior', 'US', 'CA', 310000, 0.5, '2026-05-01', ?, 'USD', ?)",
            (person.id, PAY, parcels.AT),
        )
    return person.id


def key_of(folder: Path, capsys: Said) -> str:
    capsys.readouterr()
    assert cli.main(["public-key", "--data-dir", str(folder)]) == 0
    key, number = capsys.readouterr().out.splitlines()
    assert number.endswith(check_number(key))
    return key


def share(client: Path, key: str, out: Path, *more: str) -> int:
    given = ["--out", str(out), "--seal-to", key, "--until", UNTIL.isoformat(), "--data-dir", str(client), *more]
    return cli.main(["export", "--format", "share", *given])


def plan(coach: Path, out: Path, *more: str) -> int:
    return cli.main(["export", "--format", "plan", "--out", str(out), "--data-dir", str(coach), *more])


def taken(folder: Path, file: Path, *more: str) -> int:
    return cli.main(["import", str(file), "--as", "data", "--data-dir", str(folder), *more])


@pytest.fixture
def opened_coach(coach: Path) -> Iterator[Workspace]:
    with closing(app.open_workspace(coach)) as workspace:
        yield workspace


def dump(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    return parcels.dump(folder / "nextrung.db")


def test_that_results_go_to_the_coach_and_a_plan_comes_back_beside_ones_own(
    client: Path, coach: Path, tmp_path: Path, capsys: Said
) -> None:
    key, file, back = key_of(coach, capsys), tmp_path / "share.nextrung", tmp_path / "plan.nextrung"
    # the client sees the very lines that the coach sees
    assert share(client, key, file, "--dry-run") == 0
    shown = capsys.readouterr().out
    assert not file.exists()
    assert share(client, key, file) == 0
    seen = capsys.readouterr().out.splitlines()[:-2]
    assert seen == shown.splitlines()[:-1]
    assert is_sealed(file.read_bytes())
    assert taken(coach, file, "--dry-run") == 0
    told = capsys.readouterr().out
    assert "\n".join(seen) in told
    assert f"Shared by Jana Nováková until {UNTIL}" in told
    assert "Not in it: adverts, practice, pay, notes." in told
    assert "a promise, not a lock" in told
    assert taken(coach, file) == 0

    with closing(app.open_workspace(coach)) as workspace:
        jana = next(one for one in workspace.people.everyone() if one.name == "Jana Nováková")
        workspace.switch_person(jana.id)
        assert workspace.latest() is not None
        assert workspace.people.notes(jana.id) == ""
        kept = workspace.sharing.of(jana.id)
        assert kept is not None
        assert kept.until == UNTIL
        assert not workspace.sharing.is_over(kept)
        (theirs,) = workspace.plan.steps()
        workspace.plan.edit(theirs.id, title="The coach's words for it")
        workspace.people.save_notes(jana.id, "private of the coach")
        agreed = workspace.plan.add_own(OwnStep("Ask two peers for a review"))
        workspace.plan.edit(agreed.id, notes="private of the coach")
        workspace.people.edit(jana.id, name="J. N. (Tuesday)")
    with closing(app.open_workspace(client)) as workspace:
        mine = workspace.plan.steps()[0]
        workspace.plan.edit(mine.id, title="Hand it over on Monday")

    for _ in range(2):
        capsys.readouterr()
        assert plan(coach, back, "--person", "J. N. (Tuesday)", "--force") == 0
        assert "Ask two peers for a review" in capsys.readouterr().out
        before = dump(client)
        assert taken(client, back) == 0
    assert dump(client) == before  # the second time nothing changed
    assert b"Tuesday" not in _inside(back, client)
    assert b"private of the coach" not in _inside(back, client)
    with closing(app.open_workspace(client)) as workspace:
        assert [one.title for one in workspace.plan.steps()] == ["Hand it over on Monday", "Ask two peers for a review"]
        assert [one.name for one in workspace.people.everyone()] == ["Jana Nováková"]
        assert workspace.people.notes(workspace.people.everyone()[0].id) == NOTE

    # a second share finds the same person by itself, whatever they are called there now
    assert share(client, key, file, "--force") == 0
    assert taken(coach, file) == 0
    with closing(app.open_workspace(coach)) as workspace:
        assert [one.name for one in workspace.people.everyone()] == ["Omar Other", "J. N. (Tuesday)"]


def _inside(file: Path, reader: Path) -> bytes:
    """All bytes in a sealed file, opened as its reader does."""
    with closing(sqlite3.connect(reader / "nextrung.db")) as connection:
        plain = opened(file.read_bytes(), identity=reply_key.kept(connection))
    with zipfile.ZipFile(BytesIO(plain)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("part", SHARE_PARTS)
def test_that_nothing_is_in_it_that_was_not_chosen(
    part: str, client: Path, coach: Path, tmp_path: Path, capsys: Said
) -> None:
    key, file = key_of(coach, capsys), tmp_path / "share.nextrung"
    if part == "notes":
        assert share(client, key, file, "--parts", "notes") == 1
        assert "at least one thing" in capsys.readouterr().err
        part = "results,notes"
    assert share(client, key, file, "--parts", part) == 0
    inside = _inside(file, coach)
    assert (NOTE.encode() in inside) == ("notes" in part)
    assert (PAY.encode() in inside) == (part == "pay")
    assert (b"Hand the weekly report over" in inside) == (part == "plan")
    assert (b"TL-B1" in inside) == ("results" in part)
    assert taken(coach, file) == 0


def test_that_a_namesake_is_filled_only_when_somebody_says_so(
    client: Path, coach: Path, tmp_path: Path, capsys: Said
) -> None:
    with closing(app.open_workspace(coach)) as workspace:
        known = workspace.people.add(PersonFields(" jana  NOVÁKOVÁ", notes="private of the coach")).id
    key, file = key_of(coach, capsys), tmp_path / "share.nextrung"
    assert share(client, key, file) == 0
    before = dump(coach)
    assert taken(coach, file) == 1
    assert "it may be somebody who is here: add --for NAME" in capsys.readouterr().err
    assert taken(coach, file, "--for", "Nobody") == 1
    assert dump(coach) == before
    assert taken(coach, file, "--for", "Jana Nováková") == 0
    with closing(app.open_workspace(coach)) as workspace:
        assert len(workspace.people.everyone()) == 2
        workspace.switch_person(known)
        assert len(workspace.assessments()) == 1
        assert workspace.people.notes(known) == "private of the coach"
        # and the way back leads to who they are in their own data
        back = tmp_path / "plan.nextrung"
        workspace.plan.add_own(OwnStep("Agreed"))
    assert plan(coach, back, "--person", "Jana Nováková") == 0
    assert taken(client, back) == 0
    with closing(app.open_workspace(client)) as workspace:
        assert "Agreed" in [one.title for one in workspace.plan.steps()]


def test_that_sharing_of_somebody_leaves_the_turn_with_who_has_it(
    client: Path, coach: Path, tmp_path: Path, capsys: Said
) -> None:
    with closing(app.open_workspace(client)) as workspace:
        omar = workspace.add_person("Omar")
    out = tmp_path / "share.nextrung"
    key = key_of(coach, capsys)
    assert share(client, key, out) == 1
    assert "Several people are here; say with --person" in capsys.readouterr().err
    assert share(client, key, out, "--person", "Jana Nováková") == 0
    assert b"Omar" not in _inside(out, coach)
    with closing(app.open_workspace(client)) as workspace:
        assert workspace.person is not None
        assert workspace.person.id == omar.id


def test_that_a_namesake_can_be_somebody_new(client: Path, coach: Path, tmp_path: Path, capsys: Said) -> None:
    with closing(app.open_workspace(coach)) as workspace:
        workspace.people.add(PersonFields("Jana Nováková"))
    key, file = key_of(coach, capsys), tmp_path / "share.nextrung"
    assert share(client, key, file) == 0
    assert taken(coach, file, "--new") == 0
    assert taken(coach, file) == 0  # known from now on
    with closing(app.open_workspace(coach)) as workspace:
        assert len(workspace.people.everyone()) == 3


def test_that_somebody_without_a_name_may_be_anybody(client: Path, coach: Path, tmp_path: Path, capsys: Said) -> None:
    with closing(sqlite3.connect(client / "nextrung.db")) as connection, connection:
        connection.execute("UPDATE person SET name = ''")
    file = tmp_path / "share.nextrung"
    assert share(client, key_of(coach, capsys), file) == 0
    assert taken(coach, file) == 1
    assert "somebody without a name" in capsys.readouterr().err


def test_that_what_cannot_be_shared_is_one_sentence(client: Path, coach: Path, tmp_path: Path, capsys: Said) -> None:
    key, out = key_of(coach, capsys), tmp_path / "out.nextrung"
    for given, said in (
        (["--seal-to", key_of(client, capsys)], "the public key of this data folder itself"),
        (["--seal-to", key[:-1]], "no public key"),
        (["--until", "2020-01-01"], "has passed"),
        (["--until", "soon"], "write the last day"),
        (["--parts", "results,diary"], "names “diary”"),
        (["--person", "Nobody"], "nobody called"),
        (["--seal"], "leave the passphrase out"),
        (["--out", str(tmp_path / "out.txt")], "must end in .nextrung"),
    ):
        assert share(client, key, out, *given) == 1, given
        assert said in capsys.readouterr().err
    assert share(tmp_path / "nowhere", key, out) == 1
    assert not (tmp_path / "nowhere").exists()
    assert plan(coach, out, "--person", "Omar Other") == 1
    assert "Nothing was shared by this person" in capsys.readouterr().err
    assert plan(coach, out) == 1
    assert not out.exists()


def test_that_wrong_keys_damage_and_foreign_files_keep_nothing(
    client: Path, coach: Path, tmp_path: Path, capsys: Said
) -> None:
    key, file = key_of(coach, capsys), tmp_path / "share.nextrung"
    assert share(client, key, file) == 0
    whole, before = file.read_bytes(), dump(coach)
    assert taken(client, file) == 1
    assert "a key that this data folder does not have" in capsys.readouterr().err
    for bad in (whole[: len(whole) // 2], whole[:40], whole[:-1], whole[:-9] + b"x" + whole[-8:], whole + b"\0"):
        file.write_bytes(bad)
        assert taken(coach, file) == 1
        assert capsys.readouterr().err.count("\n") == 1
    assert dump(coach) == before
    # a plan for somebody who is not here
    file.write_bytes(whole)
    assert taken(coach, file) == 0
    back = tmp_path / "plan.nextrung"
    assert plan(coach, back, "--person", "Jana Nováková") == 0
    other = begun(tmp_path / "other").parent
    key_of(other, capsys)
    assert taken(other, back) == 1
    assert "a key that this data folder does not have" in capsys.readouterr().err


def _hostile(tmp_path: Path, purpose: str, edit: dict[str, list[dict[str, object]]], **manifest: object) -> bytes:
    """A share as somebody with ill intent would write it: any rows, signed."""
    path = tmp_path / "hostile.db"
    if not path.exists():
        parcels.filled(path)
    file = parcels.sent(path, tmp_path / "hostile.nextrung")
    parts = parcels.entries(file)
    for name in list(parts):
        if name != "manifest.json":
            table = name.removesuffix(".jsonl")
            parts[name] = parcels.raw(list(edit.get(table, [])))
    about = json.loads(parts["manifest.json"]) | {"purpose": purpose} | manifest
    parts = parcels.signed(parts | {"manifest.json": json.dumps(about).encode()})
    return parcels.packed(parts, file).read_bytes()


def test_that_a_file_that_holds_what_it_may_not_is_refused(opened_coach: Workspace, tmp_path: Path) -> None:
    person: dict[str, object] = {"id": "p9", "name": "Eve", "option_seed": "s", "created_at": parcels.AT}
    mine: dict[str, object] = {
        "person": "p9",
        "origin": "p9",
        "answer_key": parcels.COACH_KEY,
        "until": "2026-12-24",
        "parts": '["results"]',
        "made_at": parcels.AT,
    }
    session: dict[str, object] = {"id": "c9", "person": "p9", "notes": "planted"}
    step: dict[str, object] = {"id": "t9", "person": "p9", "title": "x", "added_at": parcels.AT, "ticks": "[]"}
    step["state"] = "planned"
    good = {"person": [person], "share": [mine]}
    key = opened_coach.views.coach.public_key()
    before = parcels.dump(opened_coach.safety.database)
    for purpose, edit, about, said in (
        ("share", {"person": [person]}, {}, "about one person alone"),
        ("share", {**good, "person": [person, person | {"id": "p8"}]}, {}, "about one person alone"),
        ("share", {**good, "coaching_session": [session]}, {}, "rows of “coaching_session”"),
        ("share", {**good, "person_tag": [{"person": "p9", "tag": "x"}]}, {}, "rows of “person_tag”"),
        ("share", {**good, "share": [mine | {"origin": "p1"}]}, {}, "somebody else than it says"),
        ("share", {**good, "share": [mine | {"answer_key": "age1q"}]}, {}, "not what this program keeps"),
        ("share", {**good, "share": [mine | {"parts": '["all"]'}]}, {}, "not what this program keeps"),
        ("share", {**good, "share": [mine | {"until": "never"}]}, {}, "a day such as"),
        ("plan", {"person": [person], "plan_step": [step]}, {}, "not in this data folder"),
        ("plan", good, {}, "about one person alone"),
        ("party", good, {}, "none that this version knows"),
        ("share", good, {"schema": "m099_later", "app": "9.9"}, "written by Next Rung 9.9"),
    ):
        file = tmp_path / "in.nextrung"
        raw = _hostile(tmp_path, purpose, edit, **about)  # type: ignore[arg-type]
        file.write_bytes(sealed(raw, Sealing(public_key=key)))
        with pytest.raises((TransferError, SealError), match=said) as caught:
            opened_coach.transfer.reading_work(file)()
        assert str(caught.value).count("\n") == 0
    assert parcels.dump(opened_coach.safety.database) == before


def test_that_a_step_of_somebody_else_is_never_touched(client: Path, tmp_path: Path) -> None:
    """A forged plan that names a step of another person here."""
    with closing(app.open_workspace(client)) as workspace:
        jana = workspace.people.everyone()[0].id
        omar = workspace.add_person("Omar").id
        theirs = workspace.plan.add_own(OwnStep("Omar's own"))
        step: dict[str, object] = {"id": theirs.id, "person": jana, "title": "planted", "added_at": parcels.AT}
        step |= {"ticks": "[]", "state": "planned"}
        person: dict[str, object] = {"id": jana, "option_seed": "s", "created_at": parcels.AT}
        raw = _hostile(tmp_path, "plan", {"person": [person], "plan_step": [step]})
        file = tmp_path / "in.nextrung"
        file.write_bytes(sealed(raw, Sealing(public_key=workspace.views.coach.public_key())))
        with pytest.raises(TransferError, match="belongs to something else"):
            workspace.transfer.reading_work(file)()
        workspace.switch_person(omar)
        assert [one.title for one in workspace.plan.steps()] == ["Omar's own"]


def test_that_an_undecided_share_cannot_be_taken_in(client: Path, opened_coach: Workspace, tmp_path: Path) -> None:
    opened_coach.people.add(PersonFields("Jana Nováková"))
    file = tmp_path / "share.nextrung"
    assert share(client, opened_coach.views.coach.public_key(), file) == 0
    found = opened_coach.transfer.reading_work(file)()
    assert found.preview.arrival is not None
    assert found.preview.arrival.person == ""
    with pytest.raises(TransferError, match="say first"):
        opened_coach.transfer.take_in(found)
    with pytest.raises(TransferError, match="no longer here"):
        opened_coach.transfer.decide(found, "nobody")


def test_that_another_key_for_the_way_back_is_said(client: Path, coach: Path, tmp_path: Path, capsys: Said) -> None:
    key, file = key_of(coach, capsys), tmp_path / "share.nextrung"
    assert share(client, key, file) == 0
    assert taken(coach, file) == 0
    first = key_of(client, capsys)
    with closing(sqlite3.connect(client / "nextrung.db")) as connection, connection:
        connection.execute("DELETE FROM setting WHERE name = 'reply_key'")
    assert share(client, key, file, "--force") == 0
    assert taken(coach, file, "--dry-run") == 0
    assert f"another one than before ({check_number(first)})" in capsys.readouterr().out


def test_that_the_day_passes_and_erasing_takes_the_share_along(
    client: Path, coach: Path, tmp_path: Path, capsys: Said
) -> None:
    file = tmp_path / "share.nextrung"
    assert share(client, key_of(coach, capsys), file) == 0
    assert taken(coach, file) == 0
    midnight = datetime.combine(UNTIL, datetime.min.time(), UTC)
    for days, over in ((0, False), (2, True)):
        moment = coaching.Clock(midnight + timedelta(days=days, hours=12))
        with closing(app.open_workspace(coach, moment)) as workspace:
            jana = next(one.id for one in workspace.people.everyone() if one.name.startswith("Jana"))
            kept = workspace.sharing.of(jana)
            assert kept is not None
            assert workspace.sharing.is_over(kept) is over
            assert len(workspace.people.everyone()) == 2  # nothing goes by itself
    with closing(app.open_workspace(coach)) as workspace:
        workspace.erase_work(jana, backups=True)()
        assert workspace.sharing.of(jana) is None
    assert dump(coach)["share"] == []


def test_that_removing_takes_away_what_came_and_nothing_that_was_here(
    client: Path, coach: Path, tmp_path: Path, capsys: Said
) -> None:
    key, file = key_of(coach, capsys), tmp_path / "share.nextrung"
    with closing(app.open_workspace(coach)) as workspace:
        jana = workspace.people.add(PersonFields("Jana Nováková", notes="private of the coach")).id
        workspace.switch_person(jana)
        coaching.assess(workspace)
        workspace.plan.add_own(OwnStep("The coach's own step"))
        workspace.sessions.start()
    before = dump(coach)
    assert share(client, key, file) == 0
    assert taken(coach, file, "--for", "Jana Nováková") == 0
    with closing(app.open_workspace(client)) as workspace:
        workspace.plan.add_own(OwnStep("A second step"))
    assert share(client, key, file, "--force") == 0
    assert taken(coach, file) == 0
    with closing(app.open_workspace(coach)) as workspace:
        assert workspace.sharing.shared_rows(jana) == {"assessment": 1, "plan_step": 2}
        assert len(workspace.plan.steps()) == 3
        assert workspace.remove_shared(jana)() == ""
        assert workspace.sharing.of(jana) is None
        assert [one.title for one in workspace.plan.steps()] == ["The coach's own step"]
    after = dump(coach)
    assert after | {"setting": []} == before | {"setting": []}
    held = b"".join(one.read_bytes() for one in coach.glob("nextrung.db*"))
    assert b"Hand the weekly report over" not in held
    assert b"A second step" not in held


def test_that_a_planted_note_removes_nothing_of_anybody(coach: Path, tmp_path: Path) -> None:
    """A share that names rows of others as its own, so that removing it would take them away."""
    with closing(app.open_workspace(coach)) as workspace:
        workspace.switch_person(workspace.people.everyone()[0].id)
        theirs = workspace.plan.add_own(OwnStep("Omar's own step"))
        person: dict[str, object] = {"id": "p9", "name": "Eve", "option_seed": "s", "created_at": parcels.AT}
        mine: dict[str, object] = {"person": "p9", "origin": "p9", "answer_key": parcels.COACH_KEY}
        mine |= {"until": "2026-12-24", "parts": "[]", "made_at": parcels.AT}
        mine["things"] = json.dumps({"plan_step": [theirs.id]})
        file = tmp_path / "in.nextrung"
        raw = _hostile(tmp_path, "share", {"person": [person], "share": [mine]})
        file.write_bytes(sealed(raw, Sealing(public_key=workspace.views.coach.public_key())))
        workspace.transfer.take_in(workspace.transfer.reading_work(file)())
        assert workspace.sharing.shared_rows("p9") == {}
    # the same in data that are brought together
    with closing(sqlite3.connect(coach / "nextrung.db")) as connection, connection:
        connection.execute("UPDATE share SET things = ?", (mine["things"],))
    with closing(app.open_workspace(coach)) as workspace:
        assert workspace.sharing.shared_rows("p9") == {}
        workspace.remove_shared("p9")()
        assert [one.title for one in workspace.plan.steps()] == ["Omar's own step"]


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_that_nothing_of_a_share_is_written_plain_on_its_way(
    client: Path, coach: Path, tmp_path: Path, capsys: Said
) -> None:
    """Written by the client, looked at by the coach: each only has what is theirs on the disk."""
    key, out, log = key_of(coach, capsys), tmp_path / "share.nextrung", tmp_path / "log"
    key_of(client, capsys)  # made before, so that nothing of the client's own data is written any more
    share_ = ["export", "--format", "share", "--out", str(out), "--seal-to", key, "--until", UNTIL.isoformat()]
    look = ["import", str(out), "--as", "data", "--dry-run", "--data-dir", str(coach)]
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "desktop"), "TMPDIR": str(tmp_path)}
    for command in ([*share_, "--data-dir", str(client)], look):
        calls = ["strace", "-f", "-qq", "-xx", "-s", "10000000", "-e", "trace=write,writev,pwrite64,pwritev"]
        program = [sys.executable, "-c", PROGRAM, *command]
        with tempfile.TemporaryFile() as printed:  # what is printed is for whoever shares, or takes it in
            done = subprocess.run([*calls, "-o", str(log), *program], check=False, stdout=printed, env=environment)
        assert done.returncode == 0
        written = [one for one in log.read_text().splitlines() if "(1," not in one[:40]]
        for mark in (b"Hand the weekly report over", "Jana Nováková".encode()):
            hexed = "".join(f"\\x{byte:02x}" for byte in mark)
            assert not [one for one in written if hexed in one]


def test_that_sharing_by_the_service_needs_somebody(opened_coach: Workspace, tmp_path: Path) -> None:
    empty = app.open_workspace(tmp_path / "empty")
    with closing(empty), pytest.raises(SharingError, match="nobody yet"):
        empty.sharing.share_work(["results"], date.max, opened_coach.views.coach.public_key())
