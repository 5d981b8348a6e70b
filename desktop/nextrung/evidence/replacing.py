"""Names of others give way to their part, such as “my manager”, wherever a text of one's own leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from nextrung.evidence.example import ExampleError
from nextrung.shown import clip

LONGEST = 120
"""Characters of a name, or of what stands in its place."""
MOST = 100
_NEAR = 40
"""Characters before a name that say whether it begins a sentence: all of a long text would be read for every name."""


def pairs_of(text: str) -> dict[str, str]:
    """Names and what stands for them, one pair a line: “Priya = my manager”. Raises ExampleError in one sentence."""
    pairs: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, sign, part = (one.strip() for one in line.partition("="))
        if not name or not sign or not part or max(len(name), len(part)) > LONGEST:
            raise ExampleError(f"Line {number} of the names, “{clip(line.strip())}”: write NAME = what stands for it.")
        pairs[name] = part
    if len(pairs) > MOST:
        raise ExampleError(f"These are {len(pairs)} names; at most {MOST} are replaced.")
    return pairs


def replacing(pairs: Mapping[str, str]) -> Callable[[str], str]:
    """What puts the parts in the place of whole names, the longest name first; a part begins a sentence in capitals."""
    if not pairs:
        return str
    longest_first = sorted(pairs, key=len, reverse=True)
    spoken = {" ".join(name.split()): part for name, part in pairs.items()}
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    # not ``\b``: a name may begin or end with a sign that is no letter, such as a dot
    names = re.compile(rf"(?<!\w)(?:{either})(?!\w)")

    def part_of(found: re.Match[str]) -> str:
        part = spoken[" ".join(found[0].split())]
        return part[:1].upper() + part[1:] if _begins_sentence(found.string, found.start()) else part

    return lambda text: names.sub(part_of, text)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - _NEAR) : at]
    said = before.rstrip()
    space = before[len(said) :]
    return (at <= _NEAR and not said) or "\n" in space or (bool(space) and said.endswith((".", "!", "?", ":")))
