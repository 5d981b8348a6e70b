"""JSON Schemas of the questionnaire files, for editors: made from the Structs, so that they cannot disagree.

Renew the stored ones, after a change of the Structs, from a checkout: ``python -m nextrung.questionnaire.schema``.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import types
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from msgspec import NODEFAULT, Struct, structs

from nextrung import resources
from nextrung.questionnaire import kinds, model, role_guide, wording_rules
from nextrung.questionnaire.kinds.situations import KNOWLEDGE_OPTIONS, SCENARIO_OPTIONS

KINDS: dict[str, type] = {
    "competency": model.Competency,
    "questionnaire": model.Blueprint,
    "roles": model.RoleFile,
    "role": role_guide.RoleGuide,
    "wording": wording_rules.WordingRules,
}
"""The kind of every file a person may write, by the name of its schema."""

Schema = dict[str, Any]

_DIALECT = "http://json-schema.org/draft-07/schema#"  # the newest that every editor's YAML plug-in knows
_PLAIN: dict[Any, Schema] = {
    # a text of spaces alone is none
    str: {"type": "string", "pattern": r"\S"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}
_RANGES: dict[tuple[type, str], Schema] = {
    (kinds.Option, "credit"): {"minimum": 0, "maximum": 1},
    (model.Target, "level"): {"exclusiveMinimum": model.LEVELS[0], "maximum": model.LEVELS[1]},
    (model.Target, "weight"): {"minimum": model.WEIGHTS[0], "maximum": model.WEIGHTS[1]},
    (model.Action, "from_level"): {"minimum": model.LEVELS[0], "maximum": model.LEVELS[1]},
    (model.Action, "to_level"): {"minimum": model.LEVELS[0], "maximum": model.LEVELS[1]},
    (model.Action, "effort_hours"): {"minimum": 1},
    (model.Action, "horizon_weeks"): {"minimum": 1},
    (kinds.Scenario, "options"): {"minItems": SCENARIO_OPTIONS[0], "maxItems": SCENARIO_OPTIONS[1]},
    (kinds.Knowledge, "options"): {"minItems": KNOWLEDGE_OPTIONS[0], "maxItems": KNOWLEDGE_OPTIONS[1]},
}
"""Ranges that ``rules`` and ``kinds`` hold files to, where an editor can show them."""


def schema(name: str) -> Schema:
    """The JSON Schema of one kind of file; KeyError when ``name`` is none of ``KINDS``."""
    definitions: dict[str, Schema] = {}
    kind = KINDS[name]
    _define(kind, definitions)
    whole = definitions.pop(kind.__name__)
    return {"$schema": _DIALECT, "title": f"Next Rung: {name}", **whole, "definitions": definitions}


def text(name: str) -> str:
    """The schema as it is stored."""
    return json.dumps(schema(name), indent=2, ensure_ascii=False) + "\n"


def write(folder: Path) -> tuple[Path, ...]:
    """Write every schema into ``folder`` and name the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = tuple(folder / f"{name}.schema.json" for name in KINDS)
    for name, path in zip(KINDS, paths, strict=True):
        # the same bytes on every system
        path.write_text(text(name), encoding="utf-8", newline="\n")
    return paths


def _define(kind: type, definitions: dict[str, Schema]) -> Schema:
    """Add a Struct, and all it holds, to the definitions; what comes back refers to it."""
    reference = {"$ref": f"#/definitions/{kind.__name__}"}
    if kind.__name__ in definitions:
        return reference
    made: Schema = {"type": "object"}
    definitions[kind.__name__] = made  # before its fields, which may hold it again
    if kind.__doc__:
        made["description"] = _prose(kind.__doc__)
    notes = _field_notes(kind)
    properties: dict[str, Schema] = {}
    required = []
    for field in structs.fields(kind):
        value = {**_value(field.type, definitions), **_RANGES.get((kind, field.name), {})}
        if field.name in getattr(kind, "may_be_empty", ()):
            value["items"] = {"type": "string"}
        if field.name in notes:
            # beside a $ref, draft 7 ignores everything
            value = {"allOf": [value]} if "$ref" in value else value
            value["description"] = notes[field.name]
        if field.required or field.name in getattr(kind, "asked_in_files", ()):
            required.append(field.name)
        elif field.default is not NODEFAULT:
            value["default"] = list(field.default) if isinstance(field.default, tuple) else field.default
        properties[field.name] = value
    made |= {"properties": properties, "required": required, "additionalProperties": False}
    return reference


def _value(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """The schema of one value, for the types that ``typed_yaml`` reads."""
    origin, args = get_origin(kind), get_args(kind)
    made: Schema
    if origin is types.UnionType:
        made = {"anyOf": [{"type": "null"} if arm is type(None) else _value(arm, definitions) for arm in args]}
    elif origin is Literal:
        made = {"enum": list(args)}
    elif origin is dict:
        keys, values = (_value(arg, definitions) for arg in args)
        made = {"type": "object", "propertyNames": keys, "additionalProperties": values}
    elif origin is tuple:
        made = {"type": "array", "items": _value(args[0], definitions)}
        # with an ellipsis any number of one type, else exactly as many as there are types
        if Ellipsis not in args:
            made |= {"minItems": len(args), "maxItems": len(args)}
    elif issubclass(kind, Struct):
        made = _define(kind, definitions)
    else:
        made = dict(_PLAIN[kind])
    return made


def _field_notes(kind: type) -> dict[str, str]:
    """What the source says below each field of a Struct; Python itself does not keep it."""
    body = ast.parse(inspect.getsource(kind)).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101  (the source of a class is a class)
    notes = {}
    for field, note in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(note, ast.Expr):
            found = note.value
            if isinstance(found, ast.Constant) and isinstance(found.value, str):
                notes[field.target.id] = _prose(found.value)
    return notes


def _prose(docstring: str) -> str:
    return " ".join(docstring.replace("``", "").split())


if __name__ == "__main__":
    for written in write(resources.assets("schema")):
        sys.stdout.write(f"{written}\n")
