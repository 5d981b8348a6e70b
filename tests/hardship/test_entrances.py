"""Mutated files of every kind at every entrance: one sentence or success in bounded time and memory, no traceback.

``--long`` makes 200,000 mutations in all. A failure names entrance, seed and number, which make the same file again.
"""

from __future__ import annotations

import faulthandler
import io
import os
import shutil
import time
import unicodedata
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import docx
import pytest
import typst
from tests import given
from tests.campaign import Campaign
from tests.hardship import filled, mutations
from tests.hardship.test_mutated import mutate as damaged_database
from tests.intake import limited, strange
from tests.tables import reading as reading_of_tables

from nextrung import cli, paths, resources
from nextrung.advert.phrases import phrases_for
from nextrung.advert.reading import read_advert
from nextrung.commands.safekeeping import verify
from nextrung.errors import NextRungError
from nextrung.intake.documents import read_document
from nextrung.intake.sheets import SheetSize, read_sheets
from nextrung.questionnaire import files
from nextrung.questionnaire.check import check
from nextrung.report.answers_in import read_answers
from nextrung.report.template import as_template
from nextrung.salary import files as pay_files
from nextrung.salary.model import SalaryData
from nextrung.store import restore
from nextrung.store.backups.backup_folder import BackupFolder
from nextrung.store.transfer import reading
from nextrung.store.transfer.refusals import Watch
from nextrung.workspace.table_output import as_text

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits to run under")

MOST_SECONDS = 5.0
"""Seconds of the processor for one file."""
LONGEST_WAIT = 120.0
"""Seconds on the clock after which one file counts as hanging, on a machine that does much else."""
MOST_SAID = 4_000
"""Characters of what is said about one file of a single kind."""
SEEDS = Path(__file__).parent / "seeds"
SHEETS = SheetSize(sheets=2, rows=2_000, columns=200)


class Ground(NamedTuple):
    """What files enter into: a folder to write them to, and a data folder with a person."""

    folder: Path
    data: Path

    def file(self, raw: bytes, name: str) -> Path:
        path = self.folder / name
        path.write_bytes(raw)
        return path


class Entrance(NamedTuple):
    """One way in: sound files, how they are damaged, who reads them, and the tries of an ordinary and a long run."""

    seeds: Callable[[], tuple[bytes, ...]]
    damages: tuple[Callable[[bytes, Random], bytes], ...]
    enter: Callable[[bytes, Ground], object]
    short: int
    long: int


@cache
def _data() -> SalaryData:
    return pay_files.load(resources.assets("salary"))


@cache
def _ready() -> tuple[bytes, bytes]:
    """A data file with two people, and the same data exported."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / paths.DATABASE
        filled.make(path)
        with closing(filled.open_workspace(path)) as workspace:
            workspace.transfer.export_work(Path(folder) / "all.nextrung")()
        return path.read_bytes(), (Path(folder) / "all.nextrung").read_bytes()


def _seeds(*names: str) -> Callable[[], tuple[bytes, ...]]:
    return lambda: tuple((SEEDS / name).read_bytes() for name in names)


def _answers() -> tuple[bytes, ...]:
    return (given.SAMPLE.read_bytes(),)


@cache
def _report() -> tuple[bytes, ...]:
    from tests.report import made

    from nextrung.report.as_json import as_json
    from nextrung.report.audience import PARTS

    return (as_json(made.report(made.full(), PARTS)),)


@cache
def _workbooks() -> tuple[bytes, ...]:
    seeds = _seeds("people.xlsx", "answers-half-words.xlsx", "answers.xls")()
    return (as_template(given.questionnaire(), "quick"), strange.with_cell_at(3, 3), strange.open_document(), *seeds)


def _repacked(raw: bytes, chance: Random) -> bytes:
    return mutations.repacked(raw, chance) if raw.startswith(b"PK") else mutations.damaged(raw, chance)


def _yaml(folder: Path) -> Callable[[], tuple[bytes, ...]]:
    return lambda: tuple(path.read_bytes() for path in sorted(folder.glob("*.yaml")))


def _enter_answers(raw: bytes, ground: Ground) -> object:
    return read_answers(ground.file(raw, "a.json"), given.installed())


def _enter_template(raw: bytes, ground: Ground) -> object:
    if raw.startswith(b"PK"):
        return read_answers(ground.file(raw, "a.xlsx"), given.installed())
    return read_sheets(raw, SHEETS)


def _enter_people(raw: bytes, _ground: Ground) -> object:
    return as_text(reading_of_tables.table(raw, "people", None, *reading_of_tables.here("Tom")), 3)


def _enter_figures(raw: bytes, _ground: Ground) -> object:
    return as_text(reading_of_tables.table(raw, "pay"), 3)


def _enter_pay(raw: bytes, _ground: Ground) -> object:
    found = next((name for name in pay_files.FILES if raw[:40] in resources.assets("salary", name).read_bytes()), None)
    return pay_files.check(resources.assets("salary"), {found or pay_files.FILES[0]: raw})[:3]


def _enter_questionnaire(raw: bytes, ground: Ground) -> object:
    folder = ground.folder / "own"
    if not folder.exists():
        shutil.copytree(given.ML_MANAGER, folder)
    name = next((path.name for path in given.ML_MANAGER.glob("*.yaml") if raw[:40] in path.read_bytes()), "roles.yaml")
    (folder / name).write_bytes(raw)
    try:
        files.fingerprint(folder)
        return check(folder).findings[:3] if len(raw) % 8 == 0 else files.load(folder).id
    finally:
        shutil.copy(given.ML_MANAGER / name, folder / name)


def _enter_data(raw: bytes, ground: Ground) -> object:
    return reading.read(ground.file(raw, "a.nextrung"), ground.data / paths.DATABASE, lambda _: False, Watch())


def _enter_restore(raw: bytes, ground: Ground) -> object:
    prepared = restore.prepare(ground.file(raw, "a.db"), ground.folder)
    prepared.discard()
    return prepared.inside.people


def _enter_verify(raw: bytes, ground: Ground) -> object:
    return [words for _, words in verify(ground.data, (ground.file(raw, "v.db"),))]


def _enter_notes(raw: bytes, ground: Ground) -> object:
    backups = ground.folder / paths.BACKUPS
    backups.mkdir(exist_ok=True)
    (backups / "nextrung-000001-20261129T120000Z-asked.db").write_bytes(b"x")
    (backups / "nextrung-000001-20261129T120000Z-asked.json").write_bytes(raw)
    BackupFolder(backups).backups()
    (ground.folder / "moved").mkdir(exist_ok=True)
    (ground.folder / "moved" / paths.MOVED).write_bytes(raw)
    return paths.data_folder(ground.folder / "moved")


def _notes() -> tuple[bytes, ...]:
    proof = b'{"format": "nextrung.backup", "format_version": 1, "rows": {"person": 2}, "digest": "ab"}'
    return (proof, b'{"folder": "/nowhere"}')


@cache
def _adverts() -> tuple[bytes, ...]:
    words = "Head of ML\nYou coach six engineers and own the budget. Pay: EUR 90,000 - 110,000\n"
    document, held = docx.Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(held)
    return (
        words.encode(),
        f"<html><body><p>{words}</p></body></html>".encode(),
        held.getvalue(),
        typst.compile(words.encode()),
    )


def _enter_advert(raw: bytes, ground: Ground) -> object:
    return read_advert(read_document(ground.file(raw, "a.docx")), phrases_for("ml-manager"))


BYTES = (mutations.damaged,)
ENTRANCES = {
    "answers": Entrance(_answers, (mutations.damaged, mutations.revalued), _enter_answers, 60, 50_000),
    "report": Entrance(_report, (mutations.damaged, mutations.revalued), _enter_answers, 30, 20_000),
    "spreadsheet": Entrance(_workbooks, (mutations.damaged, _repacked), _enter_template, 10, 5_000),
    "people": Entrance(
        _seeds(
            *("pl-excel-cp1250.csv", "stray-quote.csv", "outlook.csv", "sep-line.csv", "two-sams.csv", "contacts.vcf")
        ),
        BYTES,
        _enter_people,
        100,
        37_000,
    ),
    "figures": Entrance(
        _seeds("pay-de-excel.csv", "pay-forms.csv", "pay-places.csv"), BYTES, _enter_figures, 60, 36_000
    ),
    "pay": Entrance(_yaml(resources.assets("salary")), BYTES, _enter_pay, 3, 3_000),
    "questionnaire": Entrance(_yaml(given.ML_MANAGER), BYTES, _enter_questionnaire, 8, 6_000),
    "advert": Entrance(_adverts, (mutations.damaged, _repacked), _enter_advert, 8, 1_000),
    "data": Entrance(
        lambda: (_ready()[1],), (mutations.damaged, mutations.repacked, mutations.rowed), _enter_data, 30, 16_000
    ),
    "restore": Entrance(lambda: (_ready()[0],), (damaged_database, mutations.damaged), _enter_restore, 20, 8_000),
    "verify": Entrance(lambda: (_ready()[0],), (damaged_database, mutations.damaged), _enter_verify, 20, 8_000),
    "notes": Entrance(_notes, (mutations.damaged, mutations.revalued), _enter_notes, 40, 9_000),
}
COMMANDS = {
    "score": ("answers", "a.json", ["score", "{}"]),
    "score as data": ("answers", "a.json", ["score", "{}", "--json"]),
    "report": ("report", "a.json", ["report", "{}", "--out", "{}.md"]),
    "report of a spreadsheet": ("spreadsheet", "a.xlsx", ["report", "{}", "--out", "{}.ics"]),
    "restore": ("restore", "a.db", ["restore", "{}"]),
    "restore for sure": ("restore", "a.db", ["restore", "{}", "--yes"]),
    "verify": ("verify", "a.db", ["verify", "{}"]),
}
COMMANDS_LONG = 1_000
"""Runs of commands in a long campaign, in processes of their own."""


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    folder = tmp_path_factory.mktemp("entrances")
    (folder / "data").mkdir()
    (folder / "data" / paths.DATABASE).write_bytes(_ready()[0])
    return Ground(folder, folder / "data")


def _steers(text: str) -> bool:
    """Whether a text holds what a terminal obeys, what turns its direction, or what cannot be written as UTF-8."""
    kinds = {unicodedata.category(character) for character in text if character not in "\n\t"}
    return bool(kinds & {"Cc", "Cs", "Zl", "Zp"}) or any("\u202a" <= one <= "\u202e" for one in text)


def made(entrance: Entrance, seed: str) -> bytes:
    chance = Random(seed)  # noqa: S311  (repeatable, not secret)
    return chance.choice(entrance.damages)(chance.choice(entrance.seeds()), chance)


def test_that_the_long_campaign_makes_as_many_mutations_as_it_promises() -> None:
    assert sum(one.long for one in ENTRANCES.values()) + COMMANDS_LONG == 200_000


@pytest.mark.parametrize("name", ENTRANCES)
def test_that_mutated_files_enter_in_one_sentence_or_not_at_all(name: str, campaign: Campaign, ground: Ground) -> None:
    entrance, wrong = ENTRANCES[name], []
    entrance.seeds()
    for number in range(campaign.rounds(entrance.short, entrance.long)):
        seed = f"{campaign.seed} {name} {number}"
        faulthandler.dump_traceback_later(LONGEST_WAIT, exit=True)  # in the place of the limit for a whole test
        raw, began, said = made(entrance, seed), time.process_time(), ""
        try:
            entrance.enter(raw, ground)
        except NextRungError as error:
            said = str(error)
        except Exception as error:  # the point of the campaign
            wrong.append(f"{seed}: {type(error).__name__}: {error}"[:300])
        took = time.process_time() - began
        if took > MOST_SECONDS:
            wrong.append(f"{seed}: took {took:.1f} s")
        if _steers(said):
            wrong.append(f"{seed}: said {said[:200]!r}")
        if max(map(len, said.splitlines()), default=0) > MOST_SAID:
            wrong.append(f"{seed}: said a line of {len(said)} characters")
        if len(wrong) >= 20:
            break
    faulthandler.cancel_dump_traceback_later()
    assert not wrong, "\n".join(wrong)
    if campaign.is_long:  # in an ordinary run, other tests have had this process before
        assert limited.most_memory() < limited.MOST_MEMORY


@pytest.mark.parametrize("name", COMMANDS)
def test_that_commands_on_mutated_files_end_in_one_sentence_or_success(
    name: str, campaign: Campaign, ground: Ground, capsys: pytest.CaptureFixture[str]
) -> None:
    """In this process in an ordinary run; in processes of their own, with their memory measured, in a long one."""
    kind, file, arguments = COMMANDS[name]
    if campaign.is_long:
        faulthandler.cancel_dump_traceback_later()  # the limit of a test: here each process has its own
    for number in range(campaign.rounds(2, COMMANDS_LONG // len(COMMANDS) + 1)):
        seed = f"{campaign.seed} command {name} {number}"
        path = ground.file(made(ENTRANCES[kind], seed), file)
        command = ["--data-dir", str(ground.data), *(one.format(path) for one in arguments)]
        if campaign.is_long:
            code, out, err, memory = limited.run(*command)
            assert memory < limited.MOST_MEMORY, seed
        else:
            code = cli.main(command)
            out, err = capsys.readouterr()
        assert code in (0, 1), (seed, code, err)
        assert (code == 0) == (err == ""), (seed, err)
        assert "Traceback" not in err + out, (seed, err)
        assert "Next Rung failed" not in err, (seed, err)
        assert not _steers(err), (seed, err)
