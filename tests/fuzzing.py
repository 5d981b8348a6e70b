"""Random damage to texts and to nested values, for fuzz tests; small when Hypothesis shrinks it."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Path = tuple[str | int, ...]

SCALARS: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.sampled_from([0, 1, -1, 2, 5, 6, 100, 10**15, 10**400, 0.5, 1e-320, 1.5, -0.0, 1e308])
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["", " ", "TL", "quick", "full", "A", "1.0.0", "~", "null", "2026-11-23", "é", "\u2028", "0x1F"])
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
FRAGMENTS = st.sampled_from(
    [
        ":",
        "- ",
        "? ",
        "&a ",
        "*a",
        "[",
        "]",
        "{",
        "}",
        "!!",
        "!!int ",
        '"',
        "'",
        "|",
        ">-",
        "#",
        "%",
        "@",
        "---",
        "...",
        "\t",
    ]
)
PLACES = st.integers(0, 10_000)


@st.composite
def line_damage(draw: st.DrawFn, text: str) -> str:
    """The text with a few of its lines deleted, doubled, swapped, indented or given other values."""
    lines = text.splitlines()
    for _ in range(draw(st.integers(1, 3))):
        at, other = draw(PLACES) % len(lines), draw(PLACES) % len(lines)
        line = lines[at]
        match draw(st.sampled_from(["delete", "double", "swap", "indent", "dedent", "value", "key", "insert"])):
            case "delete":
                del lines[at]
            case "double":
                lines.insert(other, line)
            case "swap":
                lines[at], lines[other] = lines[other], line
            case "indent":
                lines[at] = "  " + line
            case "dedent":
                lines[at] = line.removeprefix("  ")
            case "value":
                lines[at] = line.partition(":")[0] + ": " + str(draw(SCALARS))
            case "key":
                indent = line[: len(line) - len(line.lstrip())]
                lines[at] = indent + lines[other].strip().partition(":")[0] + ":" + line.partition(":")[2]
            case _:
                place = draw(PLACES) % (len(line) + 1)
                lines[at] = line[:place] + draw(FRAGMENTS) + line[place:]
        if not lines:
            return ""
    return "\n".join(lines) + "\n"


@st.composite
def byte_damage(draw: st.DrawFn, raw: bytes) -> bytes:
    """The bytes with some replaced, put in, or cut off."""
    at = draw(PLACES) * 7919 % len(raw)
    width = draw(st.integers(0, 4))
    damaged = raw[:at] + draw(st.binary(max_size=4)) + raw[at + width :]
    return damaged[: draw(PLACES) * 7919 % len(raw)] if draw(st.integers(0, 9)) == 9 else damaged


def paths(value: object, start: Path = ()) -> list[Path]:
    """The way to every value inside lists and mappings."""
    found = [start] if start else []
    entries: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        entries = list(value.items())
    elif isinstance(value, list):
        entries = list(enumerate(value))
    for key, inner in entries:
        found += paths(inner, (*start, key))
    return found


def split(way: Path) -> tuple[Path, Any]:
    return way[:-1], way[-1]


@st.composite
def value_damage(draw: st.DrawFn, whole: Any) -> Any:
    """A copy of nested lists and mappings with a few values set, deleted, doubled, moved or renamed."""
    whole = copied(whole)
    for _ in range(draw(st.integers(1, 3))):
        ways = paths(whole)
        if not ways:
            break
        way, key = split(ways[draw(PLACES) * 7919 % len(ways)])
        holder: Any = whole
        for step in way:
            holder = holder[step]
        match draw(st.sampled_from(["set", "set", "delete", "double", "move", "rename"])):
            case "set":
                holder[key] = draw(VALUES)
            case "delete":
                del holder[key]
            case "double" if isinstance(holder, list):
                holder.append(copied(holder[key]))
            case "rename" if isinstance(holder, dict):
                name = draw(st.sampled_from(sorted(map(str, holder))) | st.text(max_size=4))
                holder[name] = holder.pop(key)
            case _:
                source = whole
                for step in ways[draw(PLACES) * 7919 % len(ways)]:
                    source = source[step]
                holder[key] = copied(source)
    return whole


def copied(value: Any) -> Any:
    """A deep copy of lists and mappings."""
    if isinstance(value, dict):
        return {key: copied(inner) for key, inner in value.items()}
    return [copied(inner) for inner in value] if isinstance(value, list) else value
