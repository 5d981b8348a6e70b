"""Rounds of views are kept whole, go with their person, and what was withdrawn never comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.store.transfer import parcels
from tests.store.transfer.parcels import AT, FOLDER, LATER

from nextrung.errors import DatabaseError
from nextrung.store import bin as store_bin
from nextrung.store import erase, open_round, second_views, sqlite
from nextrung.store.database import open_database, writing
from nextrung.store.transfer.refusals import TransferError
from nextrung.views.release import Release
from nextrung.views.rounds import Asked, CoachRound, KeptReply, Round

ROUND = Round("n1", "p1", FOLDER, "full", ("TL-B1", "TL-B8"), AT, minimum=4)
REPLY = KeptReply("a1", "led", {"TL-B1": 2.0, "TL-B8": None}, {"TL": "Fox “🦊”"}, frozenset({"TL"}), LATER)
RELEASE = Release("z1", "n1", "led", LATER, frozenset({"a1"}), {"TL": frozenset({"a1"})})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return parcels.filled(tmp_path / "data.db")


@pytest.fixture
def connection(path: Path) -> sqlite.Connection:
    opened = open_database(path)
    second_views.ask(opened, Asked("a1", "n1", "led", "Kim", AT), ROUND)
    second_views.ask(opened, Asked("a2", "n1", "manager", "", AT), ROUND)
    with writing(opened):
        second_views.insert_reply(opened, REPLY)
    second_views.add_release(opened, RELEASE)
    return opened


def holds(path: Path) -> bool:
    """Whether the words of the reply are anywhere in the data file or its log."""
    return any(
        "Fox “🦊”".encode() in one.read_bytes() for one in path.parent.iterdir() if one.name.startswith(path.name)
    )


def test_that_a_round_is_read_as_it_was_kept(connection: sqlite.Connection) -> None:
    assert second_views.rounds_of(connection, "p1")[-1] == ROUND
    assert second_views.round_by_id(connection, "n1") == ROUND
    assert [one.name for one in second_views.asked_in(connection, "n1")] == ["Kim", ""]
    assert second_views.replies(connection, "n1") == (REPLY,)
    assert second_views.last_releases(connection, "n1") == {"led": RELEASE}
    later = replace(RELEASE, id="z2", released_at=AT)
    second_views.add_release(connection, later)
    assert second_views.last_releases(connection, "n1") == {"led": later}, "by its number, whatever the clock says"
    assert second_views.is_answered(connection, "a1")
    assert not second_views.is_answered(connection, "a2")


def test_that_replies_to_the_newest_round_are_counted_without_reading_it(connection: sqlite.Connection) -> None:
    assert open_round.replies_in(connection, "p1", set()) == (1, 2)
    assert open_round.replies_in(connection, "p2", set()) == (0, 0)
    assert open_round.replies_in(connection, "p1", {FOLDER}) == (0, 0), "another questionnaire is looked at"
    second_views.ask(connection, Asked("w1", "n2", "self", "", AT), replace(ROUND, id="n2"))
    assert open_round.replies_in(connection, "p1", set()) == (1, 2), "a whole assessment by file is no round"
    second_views.change_reply(connection, KeptReply("a1", "led", taken_at=LATER, withdrawn_at=AT), AT)
    assert open_round.replies_in(connection, "p1", set()) == (0, 2)
    with writing(connection):
        second_views.keep_coach(connection, CoachRound("n1", "age1somebody"))
    assert open_round.replies_in(connection, "p1", set()) == (0, 0), "the replies are with the coach"


def test_that_a_reply_that_was_withdrawn_is_nowhere_in_the_file(connection: sqlite.Connection, path: Path) -> None:
    assert holds(path)
    second_views.change_reply(connection, KeptReply("a1", "led", taken_at=LATER, withdrawn_at=AT), AT)
    assert not holds(path)
    (found,) = second_views.replies(connection, "n1")
    assert (found.withdrawn, found.given, found.examples) == (True, {}, {})
    with pytest.raises(DatabaseError, match="CHECK constraint failed"):
        connection.execute("UPDATE view_reply SET given = '{\"TL-B1\": 1}'")


def test_that_a_round_goes_with_its_person_and_comes_back_with_them(connection: sqlite.Connection) -> None:
    entry = store_bin.put_in(connection, "person", "p1", LATER)
    assert second_views.round_by_id(connection, "n1") is None
    assert not second_views.is_answered(connection, "a1")
    store_bin.put_back(connection, entry)
    assert second_views.replies(connection, "n1") == (REPLY,)
    assert second_views.last_releases(connection, "n1") == {"led": RELEASE}
    gone = erase.erase(connection, "p1")
    assert (gone["view_round"], gone["view_reply"], gone["view_release"]) == (2, 3, 2)
    assert second_views.asked_by_id(connection, "a1") is None


def test_that_an_older_file_does_not_bring_back_what_was_withdrawn(tmp_path: Path, path: Path) -> None:
    before = parcels.sent(path, tmp_path / "before.nextrung")
    parcels.change(
        path, "UPDATE view_reply SET given = '{}', examples = '{}', withdrawn_at = ?1, changed_at = ?1", LATER
    )
    for side in ("here", "file"):
        parcels.taken(before, path, side)
        assert {row[1] for row in parcels.dump(path)["view_reply"]} == {"{}"}
    elsewhere = parcels.empty(tmp_path / "elsewhere.db")
    parcels.taken(before, elsewhere)
    parcels.taken(parcels.sent(path, tmp_path / "after.nextrung"), elsewhere)
    assert {row[1] for row in parcels.dump(elsewhere)["view_reply"]} == {"{}"}, "and the withdrawal goes along"


def test_that_no_file_lowers_what_the_forms_promise(tmp_path: Path, path: Path) -> None:
    sent = parcels.sent(path, tmp_path / "sent.nextrung")

    def lowered(rows: list[parcels.Row]) -> None:
        rows[0]["minimum"] = 3

    with pytest.raises(TransferError, match="belongs to something else there than here"):
        parcels.taken(parcels.edited(sent, "view_round", lowered), path)
    for wrong in (1, 2, 11):

        def out_of_range(rows: list[parcels.Row], wrong: int = wrong) -> None:
            rows[0]["minimum"] = wrong

        with pytest.raises(TransferError, match="from 3 to 10"):
            parcels.taken(parcels.edited(sent, "view_round", out_of_range), parcels.empty(tmp_path / f"{wrong}.db"))
