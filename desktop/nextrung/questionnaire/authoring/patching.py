"""Another value into a YAML file that people have edited: what did not change stays as it stands, comments too.

The file is read as nodes, which know where they stand, and only the text of what changed is replaced. What comes out
is read again: where it does not say what it should, the file is written anew, with all its comments at the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import yaml
from msgspec import Struct

from nextrung import typed_yaml
from nextrung.errors import FindingsError
from nextrung.questionnaire import writing

S = TypeVar("S", bound=Struct)
_Edit = tuple[int, int, str]
"""From one character to another, exclusive: the text that comes there."""


class _CannotPatchError(Exception):
    """The file is laid out in a way that no part of it can be replaced in."""


def patched(text: str, before: S, after: S) -> str:
    """The text of a file that says ``before``, changed so that it says ``after``."""
    if before == after:
        return text
    try:
        made = _Patch(text).made(writing.plain_value(before), writing.plain_value(after))
        if typed_yaml.read_bytes(made.encode(), "", type(after)) == after:
            return made
    except (_CannotPatchError, FindingsError, yaml.YAMLError):
        pass  # what is laid out in an unusual way is written anew below
    return _comments(text) + writing.file_text(after)


def _comments(text: str) -> str:
    return "".join(f"{line.strip()}\n" for line in text.splitlines() if line.lstrip().startswith("#"))


class _Patch:
    """Gathers what to replace in one text."""

    def __init__(self, text: str) -> None:
        self._text = text if text.endswith("\n") else text + "\n"
        self._edits: list[_Edit] = []

    def made(self, before: Any, after: Any) -> str:
        # the loader in C counts places in another way than by characters
        node = yaml.compose(self._text, Loader=yaml.SafeLoader)
        if node is None:
            raise _CannotPatchError
        self._change(node, before, after, in_flow=False)
        return self._with_edits(0, len(self._text), self._edits)

    def _with_edits(self, start: int, end: int, edits: Sequence[_Edit]) -> str:
        found, at = [], start
        for begin, stop, text in sorted(edits):
            found += [self._text[at:begin], text]
            at = stop
        return "".join([*found, self._text[at:end]])

    def _change(self, node: yaml.Node, before: Any, after: Any, *, in_flow: bool) -> None:
        if before == after:
            return
        flow = in_flow or bool(getattr(node, "flow_style", False))
        if isinstance(node, yaml.MappingNode) and isinstance(before, dict) and isinstance(after, dict):
            if not flow:
                self._mapping(node, before, after)
                return
            if before.keys() == after.keys():
                for key, value in node.value:
                    self._change(value, before.get(key.value), after.get(key.value), in_flow=True)
                return
        if isinstance(node, yaml.SequenceNode) and isinstance(before, list) and isinstance(after, list):
            if not flow:
                self._sequence(node, before, after)
                return
            if len(before) == len(after):
                for value, old, new in zip(node.value, before, after, strict=True):
                    self._change(value, old, new, in_flow=True)
                return
        if not flow and not isinstance(node, yaml.ScalarNode):
            raise _CannotPatchError
        self._replace(node, writing.in_a_line(after))

    def _replace(self, node: yaml.Node, text: str) -> None:
        start, end = node.start_mark.index, self._end(node)
        # a text in lines of its own ends where the next line begins
        self._edits.append((start, end, text + ("\n" if self._text[end - 1] == "\n" else "")))

    def _mapping(self, node: yaml.MappingNode, before: dict[str, Any], after: dict[str, Any]) -> None:
        entries = {str(key.value): (key, value) for key, value in node.value}
        column = node.start_mark.column
        last = 0
        for name, value in after.items():
            if name not in entries:
                # the first key may stand behind the dash of a list: nothing can come before it
                if not last:
                    raise _CannotPatchError
                self._edits.append((last, last, _set_in(writing.in_lines({name: value}, _room(column)), column)))
                continue
            key, place = entries[name]
            if before.get(name) != value:
                self._entry(key, place, before.get(name), value, column)
            last = self._line_end(place)
        for name, (key, place) in entries.items():
            if name in before and name not in after:
                if self._text[self._line_start(key) : key.start_mark.index].strip():
                    raise _CannotPatchError
                self._edits.append((self._line_start(key), self._line_end(place), ""))

    def _entry(self, key: yaml.Node, node: yaml.Node, before: Any, after: Any, column: int) -> None:
        is_plain = not isinstance(after, dict | list)
        if isinstance(node, yaml.ScalarNode) and is_plain:
            said = writing.in_lines({key.value: after}, _room(column))[len(str(key.value)) + 1 :].lstrip(" ")
            self._replace(node, _set_in(said, column, first=False).rstrip("\n"))
        elif is_plain or isinstance(node, yaml.ScalarNode) or not node.value or not after:
            fresh = _set_in(writing.in_lines({key.value: after}, _room(column)), column, first=False)
            self._edits.append((key.start_mark.index, self._line_end(node), fresh))
        else:
            self._change(node, before, after, in_flow=False)

    def _sequence(self, node: yaml.SequenceNode, before: list[Any], after: list[Any]) -> None:
        if len(before) != len(node.value):
            raise _CannotPatchError
        old, new = [_name_of(one) for one in before], [_name_of(one) for one in after]
        if not _are_names(old, new, are_texts=not any(isinstance(one, dict) for one in before)):
            old, new = [str(at) for at in range(len(old))], [str(at) for at in range(len(new))]
        if old == new:
            for entry, one, other in zip(node.value, before, after, strict=True):
                self._change(entry, one, other, in_flow=False)
            return
        places = {name: at for at, name in enumerate(old)}
        ends = [self._line_end(entry) for entry in node.value]
        starts = [self._line_start(node.value[0]), *ends[:-1]]
        column, parts = node.start_mark.column, []
        for name, value in zip(new, after, strict=True):
            at = places.get(name)
            if at is None:
                parts.append(_set_in(writing.in_lines([value], _room(column)), column))
            else:
                edits = self._edits_in(node.value[at], before[at], value)
                parts.append(self._with_edits(starts[at], ends[at], edits))
        self._edits.append((starts[0], ends[-1], "".join(parts)))

    def _edits_in(self, entry: yaml.Node, before: Any, after: Any) -> list[_Edit]:
        """What to replace in an entry that goes elsewhere: its text is moved as a whole."""
        outer, self._edits = self._edits, []
        self._change(entry, before, after, in_flow=False)
        found, self._edits = self._edits, outer
        return found

    def _end(self, node: yaml.Node) -> int:
        """Where its last character stands; a block ends for the reader only where the next thing begins."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            return self._end(last[1] if isinstance(last, tuple) else last)
        return int(node.end_mark.index)

    def _line_end(self, node: yaml.Node) -> int:
        """Where the line after it begins."""
        end = self._end(node)
        return end if end and self._text[end - 1] == "\n" else self._text.index("\n", end) + 1

    def _line_start(self, node: yaml.Node) -> int:
        return self._text.rfind("\n", 0, node.start_mark.index) + 1


def _name_of(one: Any) -> str:
    """By what an entry of a list is known: its first value, such as its id; else all of it."""
    first = next(iter(one.values()), None) if isinstance(one, dict) else one
    return repr(first)


def _are_names(old: list[str], new: list[str], *, are_texts: bool) -> bool:
    """Whether entries are told by what they are called; else by their places."""
    if len(set(old)) < len(old) or len(set(new)) < len(new):
        return False
    # of as many texts as before, those that are others were changed where they stand
    return not (are_texts and len(old) == len(new) and set(old) != set(new))


def _room(column: int) -> int:
    return max(writing.WIDTH - column, writing.WIDTH // 2)


def _set_in(text: str, column: int, *, first: bool = True) -> str:
    """Lines moved to a column; the first one only where asked for."""
    room = " " * column
    lines = [f"{room}{line}" if line.strip() else line for line in text.splitlines(keepends=True)]
    return "".join(lines) if first else "".join(lines)[column:]
