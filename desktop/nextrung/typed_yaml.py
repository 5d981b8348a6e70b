"""Reads a YAML file into a frozen Struct and names file and line of everything that does not fit.

The Structs are the format: field names are the keys, a field without default is required, and the types below are
understood: ``str``, ``int``, ``float``, ``bool``, ``Literal``, ``X | None``, ``tuple[X, ...]``, ``tuple[X, X]``,
``dict[str, X]`` and Structs. All findings of a file are gathered, not only the first.
"""

from __future__ import annotations

import difflib
import types
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal, NoReturn, TypeVar, cast, get_args, get_origin

import yaml
from msgspec import Struct, structs

from nextrung.counting import counted
from nextrung.errors import Finding, FindingsError
from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.shown import clip

T = TypeVar("T")

DEEPEST = 50
"""Levels of lists and mappings; a questionnaire has six."""
MOST_VALUES = 200_000
"""Values in one file, every use of an alias counted; a questionnaire has some hundred in each."""
MOST_DIGITS = 10
"""Digits in the first number of a version; more make no version."""
MOST_FINDINGS = 1_000
"""Findings in one file, after which reading stops."""
MOST_KEPT = 64
"""Files that were read and are kept as they were understood; two questionnaires and all pay have some fifty."""

Places = dict[tuple[str, str], tuple[str, int]]
"""Where things stand: (id, field) to (file, line); the field is empty for the mapping itself.

The field of a mapping without an id, inside one that has one, is named by the way to it: ``scoring.bands.close``.
"""

_WORDS: dict[type, str] = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
_TAG = "tag:yaml.org,2002:"
# The loader in C, where PyYAML has it, reads many times faster.
_Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path, kind: type[T], places: Places | None = None, *, version: int | None = None) -> T:
    """Read ``path`` as a ``kind``; where each id stands is added to ``places``.

    ``version`` is the first number of the file's version that fits; with another, that is the only finding.
    Raises FindingsError with every finding when the file cannot be read or does not fit.
    """
    return read_bytes(bytes_of(path), path.name, kind, places, version=version)


def read_bytes(raw: bytes, name: str, kind: type[T], places: Places | None = None, *, version: int | None = None) -> T:
    """Read YAML ``raw`` as ``read`` does; findings name the file ``name``. Raises FindingsError."""
    value, found = _read_once(raw, name, cast(type, kind), version)
    if places is not None:
        for of, place in found.items():
            places.setdefault(of, place)  # of an id that stands in two files, where it stands first
    return cast(T, value)


# The same few files are asked for whenever what is installed is looked at anew, and a value of them never changes.
@lru_cache(maxsize=MOST_KEPT)
def _read_once(raw: bytes, name: str, kind: type, version: int | None) -> tuple[object, Places]:
    places: Places = {}
    reader = _Reader(name, places)
    node = _node_of(raw, name)
    if version is not None:
        _require_version(node, name, version)
    value = reader.value(node, kind, name)
    if reader.findings:
        raise FindingsError(reader.findings)
    return value, places


def bytes_of(path: Path) -> bytes:
    """The bytes of a file to read. Raises FindingsError when it is too large or cannot be read."""
    try:
        return entering.whole(path, entering.CONTENT)
    except EntryError as error:
        raise FindingsError([Finding(path.name, 0, error.reason)]) from error


def _node_of(raw: bytes, name: str) -> yaml.Node:
    try:
        # YAML allows UTF-16 too; one encoding for all keeps lines and findings the same in every editor.
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise FindingsError([Finding(name, line, "the text is not UTF-8; save the file as UTF-8")]) from error
    try:
        _check_shape(text, name)
        node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        problem = error.problem or error.context or "it cannot be parsed"
        raise FindingsError([Finding(name, line, f"this is not valid YAML: {problem}")]) from error
    except (yaml.YAMLError, ValueError) as error:
        problem = str(error).splitlines()[0] if str(error) else "it cannot be parsed"
        raise FindingsError([Finding(name, 0, f"this is not valid YAML: {problem}")]) from error
    if node is None:
        raise FindingsError([Finding(name, 0, "the file is empty")])
    return node


def has_version(raw: bytes, name: str, version: int) -> bool:
    """Whether YAML ``raw`` says to be of a version that begins with this number."""
    try:
        found = _version_in(_node_of(raw, name))
    except FindingsError:
        return False
    return found is not None and _first_number(found) == version


def _version_in(node: yaml.Node) -> yaml.ScalarNode | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == "version" and isinstance(value, yaml.ScalarNode)), None)


def _first_number(version: yaml.ScalarNode) -> int | None:
    first = version.value.split(".")[0]
    return int(first) if first.isdecimal() and len(first) < MOST_DIGITS else None


def _require_version(node: yaml.Node, name: str, wanted: int) -> None:
    """Refuse a file that says to be of another version; one that says nothing is for the reader to name."""
    found = _version_in(node)
    if found is not None and _first_number(found) not in (None, wanted):
        message = f"version: this is version {clip(found.value)}; versions {wanted}.x are read here"
        raise FindingsError([Finding(name, found.start_mark.line + 1, message)])


def _check_shape(text: str, name: str) -> None:
    """Refuse what the composer could not take: it calls itself for every level, and keeps an object for every value."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=_Loader)):
        if number > MOST_VALUES:
            raise FindingsError([Finding(name, 0, f"the file holds more than {MOST_VALUES:,} values")])
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                line = event.start_mark.line + 1 if event.start_mark else 0
                raise FindingsError([Finding(name, line, f"nested too deeply; at most {DEEPEST} levels are allowed")])
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


@cache
def _fields(kind: type) -> dict[str, tuple[Any, bool]]:
    """Type and whether a file must give it, by field name: without a default, or named in ``asked_in_files``."""
    asked = getattr(kind, "asked_in_files", ())
    return {field.name: (field.type, field.required or field.name in asked) for field in structs.fields(kind)}


class _Reader:
    """Walks the nodes of one file along a type, gathering findings. A value with findings is None."""

    def __init__(self, name: str, places: Places) -> None:
        self.name = name
        self.places = places
        self.findings: list[Finding] = []
        self._open: set[int] = set()
        self._values = 0
        self._empty_allowed = False
        """Whether the key being read may hold empty texts, as ``may_be_empty`` of its class says."""
        self._owner = ("", "")
        """The id of the mapping being read, or of the nearest one around it that has one, and the way from there."""

    def report(self, node: yaml.Node, message: str) -> None:
        self.findings.append(Finding(self.name, node.start_mark.line + 1, message))
        if len(self.findings) >= MOST_FINDINGS:
            self._stop(f"more than {MOST_FINDINGS:,} findings; the rest is left out")

    def _stop(self, message: str) -> NoReturn:
        raise FindingsError([*self.findings, Finding(self.name, 0, message)])

    def value(self, node: yaml.Node, kind: object, where: str) -> object:
        """The value of ``node`` as ``kind``; ``where`` names it in findings."""
        self._values += 1
        if self._values > MOST_VALUES:
            self._stop(f"the file holds more than {MOST_VALUES:,} values; is an alias used too often?")
        # An alias may stand inside the very node that it names, which would never end.
        if id(node) in self._open:
            self.report(node, f"{where}: an alias may not contain itself")
            return None
        self._open.add(id(node))
        try:
            return self._value(node, kind, where)
        finally:
            self._open.discard(id(node))

    def _value(self, node: yaml.Node, kind: object, where: str) -> object:
        origin = get_origin(kind)
        if origin is types.UnionType:
            if node.tag == f"{_TAG}null":
                return None
            kind = next(arm for arm in get_args(kind) if arm is not type(None))
            origin = get_origin(kind)
        if isinstance(kind, type) and issubclass(kind, Struct):
            return self._mapping(node, kind, where)
        if origin is tuple:
            return self._sequence(node, get_args(kind), where)
        if origin is dict:
            return self._dictionary(node, get_args(kind)[1], where)
        return self._literal(node, get_args(kind), where) if origin is Literal else self._scalar(node, kind, where)

    def _pairs(self, node: yaml.Node, where: str) -> dict[str, tuple[yaml.Node, yaml.Node]] | None:
        if not isinstance(node, yaml.MappingNode):
            self.report(node, f"{where}: expected keys with values, found {_found(node)}")
            return None
        pairs: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.report(key, f"{where}: a key must be a plain word")
            elif key.value in pairs:
                self.report(key, f"{where}: the key “{clip(key.value)}” is given twice")
            else:
                pairs[key.value] = (key, value)
        return pairs

    def _mapping(self, node: yaml.Node, kind: type, where: str) -> object:
        pairs = self._pairs(node, where)
        if pairs is None:
            return None
        fields = _fields(kind)
        around = self._owner
        if identity := self._identity(pairs):
            where = clip(identity)
            self.places.setdefault((identity, ""), (self.name, node.start_mark.line + 1))
            self._owner = (identity, "")
        owner, way = self._owner
        before = len(self.findings)
        values = {}
        for name, (key, value) in pairs.items():
            if name not in fields:
                close = difflib.get_close_matches(name, fields, n=1)
                hint = f"; did you mean “{close[0]}”?" if close else f"; the keys are {', '.join(fields)}"
                self.report(key, f"{where}: there is no key “{clip(name)}”{hint}")
                continue
            self._owner = (owner, f"{way}.{name}" if way else name)
            if owner:
                self.places.setdefault(self._owner, (self.name, key.start_mark.line + 1))
            self._empty_allowed = name in getattr(kind, "may_be_empty", ())
            values[name] = self.value(value, fields[name][0], f"{where}: {name}")
        self._empty_allowed = False
        self._owner = around
        for name, (_, required) in fields.items():
            if required and name not in pairs:
                self.report(node, f"{where}: the key “{name}” is missing")
        return None if len(self.findings) > before else kind(**values)

    @staticmethod
    def _identity(pairs: dict[str, tuple[yaml.Node, yaml.Node]]) -> str:
        node = pairs.get("id", (None, None))[1]
        return str(node.value) if isinstance(node, yaml.ScalarNode) and node.value else ""

    def _sequence(self, node: yaml.Node, args: tuple[object, ...], where: str) -> object:
        if not isinstance(node, yaml.SequenceNode):
            self.report(node, f"{where}: expected a list, found {_found(node)}")
            return None
        entries = node.value
        if Ellipsis in args:
            kinds = [args[0]] * len(entries)
        else:
            kinds = list(args)
            if len(entries) != len(kinds):
                has = counted(len(entries), "1 entry", "{0} entries")
                wanted = counted(len(kinds), "exactly 1 is asked for", "exactly {0} are asked for")
                self.report(node, f"{where}: has {has}; {wanted}")
                kinds = [args[0]] * len(entries)
        return tuple(
            self.value(entry, kind, f"{where} {number}")
            for number, (entry, kind) in enumerate(zip(entries, kinds, strict=True), start=1)
        )

    def _dictionary(self, node: yaml.Node, kind: object, where: str) -> object:
        pairs = self._pairs(node, where)
        if pairs is None:
            return None
        return {name: self.value(value, kind, f"{where} {name}") for name, (_, value) in pairs.items()}

    def _literal(self, node: yaml.Node, allowed: tuple[str, ...], where: str) -> object:
        if not isinstance(node, yaml.ScalarNode):
            self.report(node, f"{where}: expected one of {', '.join(allowed)}, found {_found(node)}")
            return None
        if node.value not in allowed:
            self.report(node, f"{where}: “{clip(node.value)}” is not allowed; use one of {', '.join(allowed)}")
        return node.value

    def _scalar(self, node: yaml.Node, kind: object, where: str) -> object:
        kind = cast(type, kind)
        value = _plain(node, kind) if isinstance(node, yaml.ScalarNode) else None
        if value is None:
            # YAML makes a number of 1.0 and true of yes: most such findings are a text without quotes.
            quotable = kind is str and isinstance(node, yaml.ScalarNode) and node.tag != f"{_TAG}null"
            hint = "; put a text in quotes" if quotable else ""
            self.report(node, f"{where}: expected {_WORDS[kind]}, found {_found(node)}{hint}")
        elif isinstance(value, str) and not value.strip() and not self._empty_allowed:
            self.report(node, f"{where}: the text is empty")
        return value


def _plain(node: yaml.ScalarNode, kind: type) -> str | float | bool | None:
    tag = node.tag.removeprefix(_TAG)
    if kind is str:
        # By the tag, not by trying: a version 1.10 that YAML took for a number has lost its zero already.
        return node.value if tag == "str" else None
    if kind is bool:
        return node.value.lower() in ("true", "yes", "on") if tag == "bool" else None
    if tag not in ("int", "float") or (kind is int and tag != "int"):
        return None
    try:
        number = kind(node.value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < 1e15 else None  # neither endless, nor no number, nor too long for the sums


def _found(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "keys with values"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    if node.tag == f"{_TAG}null":
        return "nothing"
    if node.tag == f"{_TAG}str":
        return f"the text “{clip(node.value)}”"
    return f"“{clip(node.value)}”"
