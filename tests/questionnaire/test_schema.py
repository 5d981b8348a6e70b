from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.given import ML_MANAGER, PROJECT

from nextrung import typed_yaml
from nextrung.errors import FindingsError
from nextrung.questionnaire import schema

STORED = PROJECT / "assets" / "schema"
SHIPPED = {
    **dict.fromkeys(sorted(ML_MANAGER.glob("*.yaml")), "competency"),
    ML_MANAGER / "questionnaire.yaml": "questionnaire",
    ML_MANAGER / "roles.yaml": "roles",
    ML_MANAGER / "role.yaml": "role",
    PROJECT / "assets" / "wording" / "en.yaml": "wording",
}
TYPES: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}
DESCRIPTIVE = {"$schema", "title", "description", "default", "definitions"}
HANDLED = {
    *("$ref", "allOf", "anyOf", "enum", "type", "pattern", "minimum", "maximum", "exclusiveMinimum"),
    *("properties", "required", "additionalProperties", "propertyNames", "items", "minItems", "maxItems"),
}


def faults(value: Any, rule: dict[str, Any], whole: dict[str, Any], where: str = "") -> Iterator[str]:
    """What a JSON Schema validator finds, for the words these schemas use; any other word is an error here."""
    assert not set(rule) - HANDLED - DESCRIPTIVE, "this small validator does not know these words; teach it"
    parts = [whole["definitions"][rule["$ref"].removeprefix("#/definitions/")]] if "$ref" in rule else []
    for part in [*parts, *rule.get("allOf", [])]:
        yield from faults(value, part, whole, where)
    if "anyOf" in rule and all(list(faults(value, part, whole, where)) for part in rule["anyOf"]):
        yield f"{where}: fits no choice"
    if "enum" in rule and value not in rule["enum"]:
        yield f"{where}: {value!r} is none of {rule['enum']}"
    kind = rule.get("type")
    if kind == "object" and isinstance(value, dict):
        yield from mapping_faults(value, rule, whole, where)
    elif kind == "array" and isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", 10_000):
            yield f"{where}: {len(value)} entries"
        for position, entry in enumerate(value):
            yield from faults(entry, rule["items"], whole, f"{where}[{position}]")
    elif kind:
        yield from scalar_faults(value, rule, where)


def mapping_faults(value: dict[str, Any], rule: dict[str, Any], whole: dict[str, Any], where: str) -> Iterator[str]:
    for name in rule.get("required", []):
        if name not in value:
            yield f"{where}: {name} is missing"
    properties, others = rule.get("properties", {}), rule["additionalProperties"]
    for name, entry in value.items():
        yield from faults(name, rule.get("propertyNames", {}), whole, f"{where} key {name}")
        if name in properties:
            yield from faults(entry, properties[name], whole, f"{where}.{name}")
        elif others is False:
            yield f"{where}: there is no {name}"
        else:
            yield from faults(entry, others, whole, f"{where}.{name}")


def scalar_faults(value: Any, rule: dict[str, Any], where: str) -> Iterator[str]:
    kind = rule["type"]
    if not isinstance(value, TYPES.get(kind, ())) or (isinstance(value, bool) and kind != "boolean"):
        yield f"{where}: {value!r} is no {kind}"
    elif isinstance(value, str):
        if not re.search(rule.get("pattern", ""), value):
            yield f"{where}: does not match {rule['pattern']}"
    elif value is not None:
        low, high, above = rule.get("minimum", -1e9), rule.get("maximum", 1e9), rule.get("exclusiveMinimum", -1e9)
        if not (low <= value <= high and value > above):
            yield f"{where}: {value} is out of range"


def document(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def refused_by_reader(value: dict[str, Any], kind: str) -> bool:
    raw = yaml.safe_dump(value, allow_unicode=True).encode()
    try:
        typed_yaml.read_bytes(raw, "changed.yaml", schema.KINDS[kind])
    except FindingsError:
        return True
    return False


def mappings(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of one mapping of each shape: of a list, only the first entry."""
    if isinstance(value, dict):
        yield path
        for name, entry in value.items():
            yield from mappings(entry, (*path, name))
    elif isinstance(value, list) and value:
        yield from mappings(value[0], (*path, 0))


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("name", schema.KINDS)
def test_that_the_stored_schemas_are_current(name: str) -> None:
    stored = (STORED / f"{name}.schema.json").read_text(encoding="utf-8")
    renew = "the Structs changed; renew with: PYTHONPATH=desktop python -m nextrung.questionnaire.schema"
    assert stored == schema.text(name), renew


def test_that_no_stored_schema_is_left_over() -> None:
    assert {path.name for path in STORED.iterdir()} == {f"{name}.schema.json" for name in schema.KINDS}


def test_that_writing_makes_every_schema(tmp_path: Path) -> None:
    paths = schema.write(tmp_path / "new")
    assert [path.name for path in paths] == [f"{name}.schema.json" for name in schema.KINDS]
    assert all(json.loads(path.read_text(encoding="utf-8"))["type"] == "object" for path in paths)


@pytest.mark.parametrize(("path", "kind"), SHIPPED.items(), ids=lambda one: getattr(one, "stem", one))
def test_that_the_shipped_files_fit_and_point_to_their_schema(path: Path, kind: str) -> None:
    whole = schema.schema(kind)
    assert list(faults(document(path), whole, whole)) == []
    first = path.read_text(encoding="utf-8").splitlines()[0]
    pointer = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert pointer is not None
    assert (path.parent / pointer[1]).resolve() == STORED / f"{kind}.schema.json"


@pytest.mark.parametrize("name", ["team-leadership", "technical-oversight", "questionnaire", "roles", "en"])
def test_that_schema_and_reader_agree_on_which_keys_there_are(name: str) -> None:
    path, kind = next((path, kind) for path, kind in SHIPPED.items() if path.stem == name)
    whole, original = schema.schema(kind), document(path)
    disagreed = []
    for place in mappings(original):
        for key in at(original, place):
            changed = deepcopy(original)
            del at(changed, place)[key]
            if bool(list(faults(changed, whole, whole))) != refused_by_reader(changed, kind):
                disagreed.append((*place, key))
        changed = deepcopy(original)
        at(changed, place)["surprise"] = []
        if not (list(faults(changed, whole, whole)) and refused_by_reader(changed, kind)):
            disagreed.append((*place, "surprise"))
    assert disagreed == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("ratings", 0, "anchors"), ["one", "two", "three", "four"]),
        (("ratings", 0, "stem"), 5),
        (("ratings", 0, "stem"), " "),
        (("ratings", 0, "forms"), ["long"]),
        (("scenarios", 0, "options", 0, "credit"), "much"),
        (("actions", 0, "mode"), "reading"),
        (("actions", 0, "effort_hours"), 2.5),
        (("actions", 0, "offline"), "perhaps"),
        (("evidence",), []),
        (("levels",), "five"),
    ],
)
def test_that_schema_and_reader_refuse_the_same_values(path: tuple[Any, ...], value: Any) -> None:
    whole = schema.schema("competency")
    changed = document(ML_MANAGER / "team-leadership.yaml")
    at(changed, path[:-1])[path[-1]] = value
    assert list(faults(changed, whole, whole)) != []
    assert refused_by_reader(changed, "competency")


@pytest.mark.parametrize(
    ("kind", "definition", "field", "value"),
    [("competency", "Option", "credit", 1.1), ("roles", "Target", "level", 1), ("roles", "Target", "weight", 6)],
)
def test_that_ranges_of_the_rules_are_shown(kind: str, definition: str, field: str, value: float) -> None:
    whole = schema.schema(kind)
    assert list(faults(value, whole["definitions"][definition]["properties"][field], whole)) != []


def test_that_what_the_code_says_of_a_field_reaches_the_editor() -> None:
    properties = schema.schema("competency")["definitions"]["Rating"]["properties"]
    assert properties["forms"]["description"] == "Forms that ask the item; an empty list keeps it in reserve."
    assert properties["forms"]["default"] == ["full"]
