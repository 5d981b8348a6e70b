"""A questionnaire as the YAML files that people read and edit: what is left out has its default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import yaml
from msgspec import Struct, structs

from nextrung.questionnaire.files import BLUEPRINT_FILE, ROLES_FILE
from nextrung.questionnaire.model import Questionnaire, RoleFile

WIDTH = 118
_SHORT = 100
"""Characters up to which a mapping of plain values stands in one line."""


def folder_texts(questionnaire: Questionnaire, names: Mapping[str, str]) -> dict[str, str]:
    """The text of every file by its name; ``names`` are those of the competency files without ``.yaml``, by id."""
    status = questionnaire.blueprint.status
    roles = RoleFile(questionnaire.roles_version, status, questionnaire.roles)
    found = {BLUEPRINT_FILE: file_text(questionnaire.blueprint), ROLES_FILE: file_text(roles)}
    for competency in questionnaire.competencies:
        found[f"{names[competency.id]}.yaml"] = file_text(competency)
    return found


def file_text(whole: Struct) -> str:
    """One file as YAML, in the order of the fields; defaults that a file need not give are left out."""
    return dumped(plain_value(whole))


def dumped(value: object, width: float = WIDTH) -> str:
    """A plain value as YAML."""
    found: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=width, default_flow_style=False
    )
    return found


def in_lines(value: dict[str, Any] | list[Any], width: float) -> str:
    """A mapping or a list as YAML whose entries have lines of their own, however short they are."""
    return dumped(_Lines(value) if isinstance(value, list) else _KeyLines(value), width)


def in_a_line(value: object) -> str:
    """A plain value as YAML within one line, written so that it may stand between brackets."""
    # a scalar by itself may need quotes only within brackets
    return dumped(_Bracketed([value]), float("inf")).strip().removeprefix("[").removesuffix("]")


def plain_value(one: object) -> Any:
    """The mappings, lists and plain values that a file has for it; defaults that it need not give are left out."""
    if isinstance(one, Struct):
        return {name: plain_value(getattr(one, name)) for name in given_fields(one)}
    if isinstance(one, Mapping):
        return {key: plain_value(value) for key, value in one.items()}
    if isinstance(one, tuple):
        return [plain_value(value) for value in one]
    return str(one) if isinstance(one, str) else one


def given_fields(one: Struct) -> tuple[str, ...]:
    """The names of the fields that a file gives: those that it must, and those that differ from their default."""
    asked = getattr(type(one), "asked_in_files", ())
    return tuple(
        field.name
        for field in structs.fields(one)
        if field.required or field.name in asked or getattr(one, field.name) != _default(field)
    )


def _default(field: structs.FieldInfo) -> object:
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default


class _Dumper(yaml.SafeDumper):
    """Lists are set in from their key, and short mappings and lists of plain values stand in one line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (a text that stands twice is written twice)
        return True


def _mapping(dumper: yaml.SafeDumper, value: dict[str, Any]) -> yaml.Node:
    node = dumper.represent_mapping("tag:yaml.org,2002:map", value.items())
    node.flow_style = _is_short(value.values(), value)
    return node


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    node = dumper.represent_sequence("tag:yaml.org,2002:seq", value)
    node.flow_style = _is_short(value, value)
    return node


def _is_short(values: Any, whole: object) -> bool:
    plain = all(not isinstance(one, dict | list) for one in values)
    return plain and len(repr(whole)) <= _SHORT and all(len(str(one)) <= _SHORT // 3 for one in values)


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _list)


class _Lines(list[Any]):
    """Written in lines."""


class _KeyLines(dict[str, Any]):
    """Written in lines."""


class _Bracketed(list[Any]):
    """Written between brackets with all that is in it."""


def _lines(dumper: yaml.SafeDumper, value: _Lines) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=False)


def _key_lines(dumper: yaml.SafeDumper, value: _KeyLines) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=False)


def _bracketed(dumper: yaml.SafeDumper, value: _Bracketed) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


_Dumper.add_representer(_Lines, _lines)
_Dumper.add_representer(_KeyLines, _key_lines)
_Dumper.add_representer(_Bracketed, _bracketed)
