"""A questionnaire as the YAML files that people read and edit: what is left out has its default."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
import yaml
from msgspec import Struct, structs

from nextrung.questionnaire.files import BLUEPRINT_FILE, ROLES_FILE
from nextrung.questionnaire.model import Questionnaire, RoleFile

_WIDTH = 118
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
    return yaml.dump(
        _value(whole), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )


def _value(one: object) -> Any:
    if isinstance(one, Struct):
        return _fields(one)
    if isinstance(one, Mapping):
        return {key: _value(value) for key, value in one.items()}
    if isinstance(one, tuple):
        return [_value(value) for value in one]
    return str(one) if isinstance(one, str) else one


def _fields(one: Struct) -> dict[str, Any]:
    asked = getattr(type(one), "asked_in_files", ())
    found = {}
    for field in structs.fields(one):
        value = getattr(one, field.name)
        made = field.default_factory() if field.default_factory is not msgspec.NODEFAULT else field.default
        if field.required or field.name in asked or value != made:
            found[field.name] = _value(value)
    return found


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
