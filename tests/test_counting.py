"""One way of counting: every sentence that counts things has a form for one, and no place makes its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from msgspec import Struct

from nextrung import resources
from nextrung.counting import counted
from nextrung.report.words import words

PROGRAM = Path(resources.__file__).parent
NOUNS = re.split(
    r"\s+",
    "actions adverts anchors answers areas assessments backups cells changes characters charts checks days entries "
    "figures files hours items levels lines matches minutes months options others pages parts people persons points "
    "questions raters rows seconds sessions situations sittings steps targets things times weeks words",
)
PLURAL = re.compile(rf"\{{\d\}} (?:(?!of\b)[a-z]+ ){{0,2}}({'|'.join(NOUNS)})\b")
SINGLE_PLURAL = re.compile(rf"\b1 (?:(?!of\b)[a-z]+ ){{0,2}}({'|'.join(NOUNS)})\b")
MEASURED = {"levels", "points"}
"""Never a count: levels have a decimal, points are named from ten on."""
BEYOND_ONE = {"people"}
"""Only said where there are more than fit on a picture."""


LIMITS = {
    "seconds",
    "entrance.seconds",
    "self._entrance.seconds",
    "self._most",  # rows of a table
    "len(row)",  # more than MOST_COLUMNS
    "most_entries",
    "size.rows",
    "size.rows - 1",
    "column.longest",
    "len(filled)",  # more than MOST_ROWS
    "len(entries)",  # more than MOST_ENTRIES
    "len(answers)",  # more than MOST_ANSWERS
    "len(chosen.answers)",  # more than one
    "len(draft.areas)",  # more than MOST_COMPETENCIES
    "len(draft.scale)",  # more than MOST_LEVELS
    "items",  # more than MOST_ITEMS
    "len(found)",  # more than LONGEST_TEXT
    "levels",  # from two on
    "len(chosen.files)",  # more than MOST_FILES
    "len(reader.pages)",  # more than MOST_PAGES
    "name",  # of a person
    "number",  # which of the anchors
    "out",  # a path
}


class Counted(Struct, frozen=True):
    """The two texts of one call, as they stand in the source."""

    where: str
    one: str
    many: str


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    files = sorted(PROGRAM.rglob("*.py"))
    return tuple((str(file.relative_to(PROGRAM)), ast.parse(file.read_text(encoding="utf-8"))) for file in files)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name == "counted" and len(node.args) > 2:  # Words.counted takes a name and a number
                yield node


def text_of(node: ast.expr, known: dict[str, list[str]]) -> list[str]:
    """The literals that an expression may be: itself, a translated one, or those given to its name."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.Call) and node.args:
        return text_of(node.args[-1], known)
    return known.get(node.id, []) if isinstance(node, ast.Name) else []


def assigned(tree: ast.AST) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=True))
                for name, value in pairs:
                    if isinstance(name, ast.Name):
                        found.setdefault(name.id, []).extend(text_of(value, {}))
    return found


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


@cache
def sentences() -> tuple[Counted, ...]:
    found = []
    for file, tree in trees():
        for function in functions(tree):
            known = assigned(function)
            for call in calls(function):
                ones, manys = text_of(call.args[1], known), text_of(call.args[2], known)
                found += [Counted(f"{file}:{call.lineno}", *pair) for pair in zip(ones, manys, strict=True)]
    texts = words()
    found += [Counted(name, texts(f"{name}_one"), texts(name)) for name in texts.names if f"{name}_one" in texts.names]
    return tuple(found)


def test_that_the_sentences_are_found() -> None:
    assert len(sentences()) > 50


@pytest.mark.parametrize("count", [0, 1, 2])
def test_that_every_counted_sentence_agrees_with_its_number(count: int) -> None:
    for sentence in sentences():
        said = counted(count, sentence.one, sentence.many, "X", "Y", "Z")
        if count == 1:
            assert not SINGLE_PLURAL.search(said), sentence
            assert not re.search(r"\{0\}", sentence.one), f"{sentence}: the number is written as it is for a single one"
        else:
            assert "{0}" in sentence.many, sentence
            assert re.search(rf"(?<!\d){count}(?!\d)", said), sentence


def test_that_nothing_is_counted_in_another_way() -> None:
    bare = []
    for file, tree in trees():
        counting = [function for function in functions(tree) if any(calls(function))]
        inside = {id(node) for function in counting for node in ast.walk(function)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found = PLURAL.search(node.value)
                if found and found[1] not in MEASURED | BEYOND_ONE and id(node) not in inside:
                    bare.append(f"{file}:{node.lineno}: {node.value}")
            elif isinstance(node, ast.JoinedStr):
                bare += [f"{file}:{node.lineno}: {said}" for said in _bare_in(node)]
    assert bare == [], "\n".join(bare)


def _bare_in(node: ast.JoinedStr) -> Iterator[str]:
    for value, after in zip(node.values, node.values[1:], strict=False):
        said = str(after.value) if isinstance(after, ast.Constant) else ""
        if isinstance(value, ast.FormattedValue) and PLURAL.match(f"{{0}}{said}") and not _is_bound(value.value):
            yield f"{ast.unparse(value.value)}{said}"


def _is_bound(value: ast.expr) -> bool:
    """Whether a value is a limit, or beyond one; a limit is above one."""
    said = ast.unparse(value)
    return said.isupper() or said.rpartition(".")[2].isupper() or said in LIMITS or isinstance(value, ast.Subscript)


def test_that_no_text_leaves_its_plural_to_a_translator_that_is_not_there() -> None:
    held = [
        f"{file}:{node.lineno}"
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.search(r"%n [a-z]", node.value)
    ]
    assert held == []


def test_that_every_counted_word_of_reports_has_a_form_for_one() -> None:
    texts = words()
    bare = {
        name
        for name in texts.names
        if not name.endswith("_one") and (found := PLURAL.search(texts(name))) and found[1] not in MEASURED
    }
    assert {name for name in bare if f"{name}_one" not in texts.names} <= {
        "judgement.score",  # from ten on
        "judgement.no_message",  # from ten on
        "judgement.no_clear_difference",  # from ten on
    }
