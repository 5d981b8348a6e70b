"""Writes marked words into encrypted data through everything that keeps words, and does all that makes files of them:
``python -m tests.hardship.marked WORLD SEED MARKS KILLS``. Without kills it goes on until there are so many marks.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from tests.hardship import filled, modes

from nextrung import log, paths
from nextrung.assessment.answer import Answer
from nextrung.errors import DatabaseError, NextRungError
from nextrung.evidence.example import ExampleFields
from nextrung.evidence.prediction import PredictionFields
from nextrung.people.person import PersonFields
from nextrung.salary.own import OwnFigure
from nextrung.sealing.sealed import Sealing
from nextrung.store.salvage import salvage
from nextrung.workspace.plan import OwnStep
from nextrung.workspace.recovery import RecoveryService
from nextrung.workspace.tables import taking

MARK = "Qzxjvw"
"""How every mark begins; it stands in no file of the program or the system."""
IN_BYTES = (MARK.encode(), MARK.encode("utf-16-le"))
BEGINNINGS = (b"SQLite format 3", b"PK\x03\x04")
"""How files begin that are not encrypted, in some of which marks would be compressed."""
DATA, STICK, OUT, THERE, TEMPORARY = "data", "stick", "out", "there", "temporary"
PLAIN = "asked for.html"
"""The one file that is asked for in plain: the form that a colleague gets, with the name of who asks."""
PAGE = 4096


def prepare(world: Path) -> None:
    """Encrypted data of somebody without any mark, and the folders beside them."""
    for name in (DATA, STICK, OUT, TEMPORARY):
        (world / name).mkdir(parents=True)
    with closing(filled.open_workspace(world / DATA / paths.DATABASE)) as workspace:
        workspace.add_person("Jana")
    modes.encrypt(world / DATA / paths.DATABASE, world)


class Writer:
    """Keeps marks in encrypted data; each of its acts is one that a person can do."""

    def __init__(self, world: Path, chance: random.Random, first: int = 1) -> None:
        """``world`` was prepared and unlocked; ``first`` is the number of the first mark."""
        self.world = world
        self._chance = chance
        self._numbers = count(first)
        self.written = 0
        self.workspace = filled.open_workspace(world / DATA / paths.DATABASE)
        self.workspace.safety.choose_second_folder(world / STICK)

    def mark(self) -> str:
        """Another one."""
        self.written = next(self._numbers)
        return f"{MARK}{self.written:08}"

    def one(self) -> None:
        """One act that keeps marks, and now and then one that makes files of what is kept."""
        self._chance.choice(KEEPING)(self)
        if self._chance.random() < 0.1:
            self._chance.choice(MAKING)(self)

    def person(self) -> None:
        fields = PersonFields(self.mark(), (self.mark(),), self.mark(), None, self.mark())
        self.workspace.switch_person(self.workspace.people.add(fields).id)

    def notes(self) -> None:
        person = self.workspace.person
        assert person is not None
        self.workspace.people.save_notes(person.id, f"{self.mark()} " * self._chance.choice((1, 600)))
        self.workspace.rename(self.mark())

    def answers(self) -> None:
        assessment = self.workspace.open_assessment() or self.workspace.start("quick")
        for item in self._chance.sample(assessment.items, 3):
            assessment = self.workspace.answer(assessment, Answer(item.id, no_chance=True, note=self.mark()))

    def step(self) -> None:
        workspace = self.workspace
        with suppress(NextRungError):  # a plan holds so many live steps
            step = workspace.plan.add_own(OwnStep(self.mark(), if_then=self.mark()))
            workspace.plan.edit(step.id, notes=self.mark())
            if self._chance.random() < 0.5:
                workspace.plan.finish(step.id, "document", self.mark())
            workspace.plan.undo()

    def example(self) -> None:
        words = {name: self.mark() for name in ("title", "note", "situation", "action", "result", "confirmed_by")}
        example = self.workspace.evidence.save(ExampleFields(facet="TL1", kind="document", **words))
        if self._chance.random() < 0.5:
            self.workspace.evidence.remove(example.id)
            self.workspace.evidence.undo()

    def expectation(self) -> None:
        noted = self.workspace.predictions.note(PredictionFields("interview", self.mark(), self.mark(), 70))
        self.workspace.predictions.settle(noted.id, "yes", self.mark())

    def figure(self) -> None:
        figure = OwnFigure("senior", None, 188_327.5, 0.5, date(2026, 5, 1), self.mark(), "USD")
        self.workspace.pay.add_own([figure])

    def session(self) -> None:
        sessions = self.workspace.sessions
        sessions.plan(datetime(2027, 1, 4, 10, tzinfo=UTC))
        session = sessions.running() or sessions.start()
        sessions.write(session.id, notes=self.mark(), decided=self.mark())
        sessions.add_point(session.id, self.mark())
        sessions.finish(session.id, self.mark())

    def views(self) -> None:
        with suppress(NextRungError):  # a round goes on already
            views = self.workspace.views
            views.form(views.ask(views.begin(), "colleague", self.mark()))

    def ask_in_plain(self) -> None:
        """Write the form for a colleague of somebody new, whose name is a mark."""
        self.person()
        views = self.workspace.views
        views.form_work(views.ask(views.begin(), "colleague", ""), self.world / OUT / PLAIN)()

    def table(self) -> None:
        text = f"Name,Occupation\n{self.mark()},{self.mark()}\n{self.mark()},{self.mark()}\n"
        found, _ = self.workspace.tables.pasted_work(text, "people")()
        assert self.workspace.tables.take_in(taking(found)) == 2

    def bin(self) -> None:
        entry = self.workspace.people.delete(self.workspace.people.archive(self._anybody()).id)
        if self._chance.random() < 0.5:
            self.workspace.bin.put_back(entry)

    def failure(self) -> None:
        log.record(self.world / DATA / paths.LOG, DatabaseError(self.mark()))

    def _anybody(self) -> str:
        if len(self.workspace.people.everyone()) < 3:
            self.person()
        return self._chance.choice(self.workspace.people.everyone()).id

    def backup(self) -> None:
        assert self.workspace.safety.back_up("asked").second_problem == ""

    def restore(self) -> None:
        self.backup()
        prepared = self.workspace.safety.prepare_work(self.workspace.safety.backups()[0].path)()
        self.workspace.restore(prepared)
        prepared.discard()

    def erase(self) -> None:
        self.workspace.erase_work(self._anybody(), backups=True)()

    def export(self) -> None:
        path = self.world / OUT / f"{self.mark()[-8:]}.nextrung"
        self.workspace.transfer.export_work(path, seal=Sealing(passphrase=modes.WORDS))()
        found = self.workspace.transfer.reading_work(path, passphrase=modes.WORDS)()
        self.workspace.transfer.take_in(found)

    def look_at_all(self) -> None:
        self.workspace.people.facts()
        self.workspace.history.finished()
        self.workspace.plan.evidence()
        self.workspace.bin.deleted()

    def move(self) -> None:
        """Moves there and back again, and closes the data."""
        for folder in (self.world / THERE, self.world / DATA):
            self.workspace.safety.copy_work(folder)()
            self.workspace.move(folder)
            self.workspace.safety.delete_left_work()()


KEEPING: tuple[Callable[[Writer], None], ...] = (
    Writer.person,
    Writer.notes,
    Writer.answers,
    Writer.step,
    Writer.example,
    Writer.expectation,
    Writer.figure,
    Writer.session,
    Writer.views,
    Writer.table,
    Writer.bin,
    Writer.failure,
)
MAKING: tuple[Callable[[Writer], None], ...] = (
    Writer.backup,
    Writer.restore,
    Writer.erase,
    Writer.export,
    Writer.look_at_all,
)


def recover(folder: Path) -> None:
    """Salvage of data with a damaged page, and the recovery that a start offers."""
    database = folder / paths.DATABASE
    raw = bytearray(database.read_bytes())
    raw[len(raw) // PAGE // 2 * PAGE + 100] ^= 0x55
    database.write_bytes(raw)
    salvage(database, folder / "saved.db")
    with RecoveryService(database) as service:
        found = service.look_work()()
        service.use_recovered(found)
        found.discard()


def write_all(world: Path, seed: int, marks: int) -> int:
    """Keep so many marks, do all that makes files, and recover what is left; how many marks there were."""
    writer = Writer(world, random.Random(seed))  # noqa: S311
    for act in (*KEEPING, *MAKING):
        act(writer)
    while writer.written < marks:
        writer.one()
    writer.move()
    writer.ask_in_plain()
    writer.workspace.close()
    recover(world / DATA)
    return writer.written


def write_and_be_killed(world: Path, seed: int, number: int) -> None:
    """Keep marks in a child that is killed at a moment that the seed draws, the next one for each ``number``."""
    chance = random.Random(f"{seed} {number}")  # noqa: S311
    acts, moment = chance.randint(0, 12), chance.uniform(0, 0.05)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            writer = Writer(world, chance, number * 10_000)
            while True:
                writer.one()
                os.write(writing, b".")
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writing)
    for _ in range(acts):
        if not os.read(reading, 1):
            break
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.close(reading)
    status = os.waitpid(child, 0)[1]
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, f"the child ended by itself: {status}"


def holding(world: Path) -> list[str]:
    """Every file that is not encrypted or holds a mark, but the one that was asked for in plain."""
    files = {path: path.read_bytes() for path in world.rglob("*") if path.is_file() and path.name != PLAIN}
    return [
        str(path.relative_to(world))
        for path, raw in files.items()
        if raw.startswith(BEGINNINGS) or any(one in raw for one in IN_BYTES)
    ]


def main(world: Path, seed: int, marks: int, kills: int) -> None:
    """Prints how many marks were kept in a run to the end, and says what a killed one left to be read."""
    modes.unlock(world / DATA / paths.DATABASE)
    if not kills:
        print(write_all(world, seed, marks))  # noqa: T201
    for number in range(1, kills + 1):
        write_and_be_killed(world, seed, number)
        left = holding(world)
        assert not left, (number, left)
        with closing(filled.open_workspace(world / DATA / paths.DATABASE)) as workspace:
            workspace.finish_erasing()
        left = holding(world)
        assert not left, (number, "next start", left)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:5]))
