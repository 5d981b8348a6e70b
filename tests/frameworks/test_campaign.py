"""Mutated frameworks and questionnaires: a draft that can be taken, or one sentence; nothing that is there changes."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from tests import given
from tests.campaign import Campaign
from tests.frameworks.made import NESTED, STAGES, ladder, nested_json, turned_ladder
from tests.frameworks.test_layouts import GERMAN, LIMESURVEY, ONET, SFIA
from tests.hardship.mutations import damaged as damaged_bytes
from tests.hardship.mutations import repacked
from tests.tables.forked_reader import ForkedReader

from nextrung.errors import NextRungError
from nextrung.intake import sheets
from nextrung.questionnaire import files, installing, rules, travelling, writing
from nextrung.questionnaire.drafting import building
from nextrung.questionnaire.model import Questionnaire
from nextrung.tables.frameworks import reading

SEVEN = tuple(f"L{number}" for number in range(1, 8))
BASE = files.blueprint(given.ML_MANAGER)
SIGNS = ",;\t\n\r\"'[]{}:&*!|>#%@-?0179eE.\x00\x1b\u202e\ud83d\ufeff\u2028é漢<>/\\=+ "


def small_json() -> str:
    """Nested JSON with few skills, which is read fast."""
    levels = {"Basic": "I do a part of it", "Expert": "I lead it all"}
    return json.dumps({"areas": [{"name": f"A{n}", "skills": [{"name": "S", "levels": levels}]} for n in range(3)]})


TEXTS = {
    "german.csv": GERMAN,
    "limesurvey.txt": LIMESURVEY,
    "onet.txt": ONET + "11-3021.00\t2.A.1.a\tReading\tIM\t4.00\tN\n11-3021.00\t2.A.1.a\tReading\tLV\t3.00\tN\n",
    "sfia.csv": SFIA,
    "wide.csv": ladder(SEVEN),
    "turned.csv": turned_ladder(STAGES),
    "long.csv": "Area,Skill,Level,Description\n" + "\n".join(f"A,S{n // 3},{n % 3 + 1},I do {n}" for n in range(9)),
    "small.json": small_json(),
}


def workbook() -> bytes:
    """A framework as a spreadsheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Ladder")
    for number, line in enumerate(ladder(SEVEN).splitlines()):
        sheet.write_row(number, 0, line.split(","))
    book.close()
    return out.getvalue()


def mutated(text: str, chance: Random) -> str:
    """A text with signs and lines taken out, put in, doubled and exchanged."""
    for _ in range(chance.randrange(1, 6)):
        at = chance.randrange(len(text) + 1)
        way = chance.randrange(6)
        if way == 0:
            text = text[:at] + text[at + chance.randrange(1, 30) :]
        elif way == 1:
            text = text[:at] + "".join(chance.choice(SIGNS) for _ in range(chance.randrange(1, 5))) + text[at:]
        elif way == 2:
            text = text[:at] + text[max(0, at - chance.randrange(60)) : at] + text[at:]
        elif way == 3:
            lines = text.split("\n")
            lines.insert(chance.randrange(len(lines) + 1), lines.pop(chance.randrange(len(lines))))
            text = "\n".join(lines)
        elif way == 4:
            lines = text.split("\n")
            line = chance.choice(lines)
            text = "\n".join([*lines, *[line] * chance.choice((1, 1, 30))])
        else:
            words = text.split(" ")
            words[chance.randrange(len(words))] = chance.choice(
                ("null", "-1", "1e999", "&a *a", "[]", "{}", "yes", "x" * 3_000)
            )
            text = " ".join(words)
    return text


def retyped(text: str, chance: Random) -> str:
    """A text in which one value of a few lines is another of its kind: a digit, a letter."""
    found = list(text)
    for at in chance.sample(range(len(found)), 3):
        if found[at].isdecimal():
            found[at] = chance.choice("0123456789")
        elif found[at].isalpha() and chance.random() < 0.3:
            found[at] = chance.choice("aeinst")
    if chance.random() < 0.5:
        return "".join(found).replace(
            "version: 0.1.0", f"version: {chance.choice(('0.0.9', '1.0.0', '0.1.0', '9.9'))}", 1
        )
    return "".join(found)


def made_of(draft_reading: reading.FrameworkReading) -> tuple[Questionnaire, dict[str, bytes]]:
    draft = draft_reading.draft
    made = building.questionnaire_of(draft, building.slug(draft.title, "own"), draft_reading.file, BASE)
    texts = writing.folder_texts(made.questionnaire, made.files)
    return made.questionnaire, {name: text.encode() for name, text in texts.items()}


def read_well(raw: bytes, name: str, count: Counter[str]) -> str:
    """What is wrong with how a file was read; empty when it came to a sound draft or one sentence."""
    try:
        found = reading.read(raw, name)
    except NextRungError as error:
        count["refused"] += 1
        return f"no one sentence: {error}" if "\n" in str(error) or len(str(error)) > 1_000 else ""
    count["read"] += 1
    content, texts = made_of(found)
    wrong = list(rules.problems(content))
    if wrong:
        return f"the draft is not sound: {wrong[0]}"
    if any("\n" in str(problem) for problem in found.draft.problems):
        return "a problem is no one sentence"
    return "" if installing.loaded(texts, name) == content else "the files say something else"


def as_text(chance: Random, count: Counter[str], _own: Path) -> str:
    """A mutated table or JSON."""
    name = chance.choice(list(TEXTS))
    raw = mutated(TEXTS[name], chance).encode("utf-8", "surrogatepass")
    return read_well(damaged_bytes(raw, chance) if chance.random() < 0.2 else raw, name, count)


WORKBOOK = workbook()


def as_workbook(chance: Random, count: Counter[str], _own: Path) -> str:
    """A spreadsheet with damage."""
    raw = repacked(WORKBOOK, chance) if chance.random() < 0.5 else damaged_bytes(WORKBOOK, chance)
    return read_well(raw, "ladder.xlsx", count)


def originals() -> tuple[Questionnaire, dict[str, bytes]]:
    """The questionnaire that lies in the folder, and its files."""
    return made_of(reading.read(ladder(STAGES, "Area").encode(), "kept.csv"))


KEPT, KEPT_TEXTS = originals()


def as_questionnaire(chance: Random, count: Counter[str], own: Path) -> str:
    """A file that travels: its texts mutated, or its bytes damaged. It is refused, or would go beside what is there."""
    texts = dict(KEPT_TEXTS)
    gently = chance.random() < 0.5
    for _ in range(chance.randrange(1, 3)):
        name = chance.choice(list(texts))
        change = retyped if gently else mutated
        texts[name] = change(texts[name].decode("utf-8", "surrogatepass"), chance).encode("utf-8", "surrogatepass")
    raw = travelling.packed(texts)
    if not gently and chance.random() < 0.3:
        raw = damaged_bytes(raw, chance)
    try:
        found = travelling.unpacked(raw, "some.nextrung-questionnaire")
        content = installing.loaded(found, "some.nextrung-questionnaire")
        plan = installing.plan(content, found, own, ("ml-manager",))
    except NextRungError as error:
        count["refused"] += 1
        return f"no one sentence: {error}" if "\n" in str(error) or len(str(error)) > 1_000 else ""
    count[plan.outcome] += 1
    if plan.folder.parent != own:
        return f"it would go to {plan.folder}"
    if plan.outcome == "same" and found != texts_of(plan.folder):
        return "it is said to be the same, and is not"
    return "" if plan.outcome in ("same", "newer") or not plan.folder.exists() else "something is in its place"


def texts_of(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(autouse=True)
def _forked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Spreadsheets are read by the process of the program, with its limits, started once for all."""
    with ForkedReader() as reader:
        monkeypatch.setattr(sheets, "done", reader.done)
        yield


@pytest.mark.parametrize(
    ("trial", "short", "long"),
    [(as_text, 120, 3_500), (as_workbook, 30, 1_500), (as_questionnaire, 120, 20_000)],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_that_mutated_files_end_in_a_draft_or_a_sentence(
    trial: Callable[[Random, Counter[str], Path], str], short: int, long: int, campaign: Campaign, tmp_path: Path
) -> None:
    own = tmp_path / "questionnaires"
    installing.write(own / KEPT.id, KEPT_TEXTS)
    before = texts_of(own / KEPT.id)
    count: Counter[str] = Counter()
    rounds = campaign.rounds(short, long)
    wrong = campaign.wrong(lambda chance: trial(chance, count, own), trial.__name__, rounds)
    print(trial.__name__, dict(sorted(count.items())))  # noqa: T201  (seen with -s, in long runs)
    assert not wrong, "\n".join(wrong)
    assert texts_of(own / KEPT.id) == before
    assert [one.name for one in own.iterdir()] == [KEPT.id]
    # both must really have been tried
    assert count["refused"] > rounds / 20
    assert count.total() - count["refused"] > rounds / 20


@pytest.mark.parametrize("shape", NESTED)
def test_that_mutated_json_of_every_shape_ends_in_a_draft_or_a_sentence(shape: str, campaign: Campaign) -> None:
    text = nested_json(shape)
    chance = campaign.random()
    count: Counter[str] = Counter()
    for number in range(campaign.rounds(3, 60)):
        assert not read_well(mutated(text, chance).encode("utf-8", "surrogatepass"), f"{number}.json", count)
