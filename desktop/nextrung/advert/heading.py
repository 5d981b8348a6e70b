"""Title, employer and place of a job, where the first lines of an advert name them; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from nextrung.advert.heading_words import heading_words
from nextrung.salary.where import is_place

_LABELS = {
    "title": r"job title|title|position|role|vacancy",
    "employer": r"company(?: name)?|employer|organi[sz]ation|hiring company",
    "place": r"location|place(?: of work)?|based in|office|city|workplace",
}
_LABELLED = {
    what: re.compile(rf"(?:^|[|•·])[ \t]*(?:{names})[ \t]*:[ \t]*(\S[^\n]*)$", re.IGNORECASE | re.MULTILINE)
    for what, names in _LABELS.items()
}
_ROLE = re.compile(
    r"\b(?:manager|lead|leader|head|director|engineer|owner|consultant|scientist|principal|chief|vp|vice president|"
    r"supervisor|analyst|architect|officer|leiter(?:in)?|cto|cdo|developer|researcher)\b",
    re.IGNORECASE,
)
_OF_EMPLOYER = re.compile(
    r"\b(?:inc|ltd|limited|llc|llp|plc|gmbh|ag|corp|corporation|group|bank|partners|labs|institute|university|"
    r"company|holding|holdings|authority|council|agency|consulting|advisory|studio|software|systems)\b\.?",
    re.IGNORECASE,
)
_APART = re.compile(r"\s+[|•·]\s*|\s*\|\s+|\s+[-–—]\s+|[;:]\s+|\.\s+|\s+(?:at|@)\s+(?=[A-Z])")
_ASIDE = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_TOPIC = re.compile(
    r"\b(?:data|machine|learning|ml|ai|science|engineering|analytics|products?|platform|vision|nlp|language|research|"
    r"applied|intelligence|recommendations?|search|ads|risk|fraud|pricing|personali[sz]ation|infrastructure|mlops)\b",
    re.IGNORECASE,
)
"""Words of what a team works on, which stand behind commas in titles as names of employers do."""
_SENTENCE = re.compile(r"\b(?:you|we|our|your|is|are|will|the following|looking|responsibilities)\b", re.IGNORECASE)
_SOUGHT = re.compile(
    r"\b(?:hiring|looking for|seeking|searching for|join (?:us|our team) as|role of|position of)\s+"
    r"(?:(?:an?|our|the|new)\s+)*"
    r"((?:[A-Z][\w/&-]*)(?:,? (?:of|and|for|&|[A-Z][\w/&-]*))*)"
)
_NEAR_START = 600
"""Characters in which such a sentence is looked for."""
_LONGEST = 90
"""Characters of a line that can be a heading."""
_LONGEST_READ = 400
"""Characters of a line that are read: a title and a place stand at its front, and hardly any line is as long."""
_LABEL = re.compile(r"[A-Z][\w'’ /-]{1,30}:(?:\s|$)")
"""Any word before a colon at the beginning of a line."""
_BELOW = 3
"""Lines after a title, and one, among which the first with a name is read."""
_FIRST_LINES = 4
_MOST_WORDS = 6
"""Words of the name of an employer or a place."""
_MOST_IN_LINE = 8
"""Words of a line below the title that names employer and place."""
_MODES = frozenset(("remote", "hybrid", "onsite", "on-site", "fully remote"))


class AdvertHeading(Struct, frozen=True):
    """What the job is called, who offers it and where; None for what is not named."""

    title: str | None = None
    employer: str | None = None
    place: str | None = None


def heading_of(text: str) -> AdvertHeading:
    """Title, employer and place: from lines with a label, else from the first lines."""
    text = "\n".join(line[:_LONGEST_READ] for line in text.splitlines())
    labelled = {what: _first(pattern, text) for what, pattern in _LABELLED.items()}
    title, groups = _unlabelled(text)
    title = title or _sought(text)
    read = [_employer_and_place(group) for group in groups]
    # the first group that names an employer names its place, too
    employer, place = next((one for one in read if one[0]), (None, None))
    place = place or next((where for _, where in read if where and _is_where(where.split(", ")[-1])), None)
    return AdvertHeading(labelled["title"] or title, labelled["employer"] or employer, labelled["place"] or place)


def _sought(text: str) -> str | None:
    """The title in a first sentence such as “We are hiring an AI Product Manager!”."""
    found = _SOUGHT.search(text[:_NEAR_START])
    return found[1] if found and _ROLE.search(found[1]) else None


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    if found is None:
        return None
    value = re.split(r"\.\s|\s[|•·]\s|;\s", " ".join(found[1].split()))[0]
    return _ASIDE.sub("", value).strip(" .")[:_LONGEST] or None


def _unlabelled(text: str) -> tuple[str | None, list[list[str]]]:
    """The title in the first lines, and what may name employer and place: the line below it, and what is behind it."""
    lines = [line.strip(" \t*#") for line in text.splitlines() if line.strip(" \t*#")][:_FIRST_LINES]
    for at, line in enumerate(lines):
        if len(line) > _LONGEST or _is_labelled(line) or heading_words().is_instruction(line):
            continue
        parts = [part.strip(" .,") for part in _APART.split(line) if part.strip(" .,")]
        for number, part in enumerate(parts):
            if _ROLE.search(part) and not _SENTENCE.search(part):
                title, behind = _without_employer(_ASIDE.sub("", part).strip())
                under = next(iter(one for one in lines[at + 1 : at + _BELOW] if not _says_else(one)), "")
                below = [] if _is_text(under) or _is_labelled(under) else _APART.split(under)
                return title or None, [
                    _with_asides(below),
                    _with_asides([*behind, *parts[number + 1 :], *_asides(part)]),
                ]
    return None, []


def _is_labelled(line: str) -> bool:
    return any(pattern.match(line) for pattern in _LABELLED.values())


def _says_else(line: str) -> bool:
    """Whether a line below a title is about its pay or its hours, so that the next one may name the employer."""
    return bool(_LABEL.match(line) and not _is_labelled(line)) or not any(
        map(heading_words().is_name, line.split(", "))
    )


def _asides(part: str) -> list[str]:
    return [one.strip("()[] ") for one in _ASIDE.findall(part)]


def _with_asides(parts: Sequence[str]) -> list[str]:
    """Each part without what stands in brackets, and that behind it."""
    return [one for part in parts for one in (_ASIDE.sub("", part).strip(" .,"), *_asides(part)) if one]


def _without_employer(title: str) -> tuple[str, list[str]]:
    """A title with commas, without the name and the place that stand behind it."""
    parts = title.split(", ")
    for at, part in enumerate(parts[1:], start=1):
        if (_OF_EMPLOYER.search(part) and part[0].isupper()) or _is_where(part):
            is_name = at > 1 and _is_where(part) and not _TOPIC.search(parts[at - 1])
            end = at - is_name  # “Leader, Such Logistics, Vienna”
            return ", ".join(parts[:end]), [", ".join(parts[end:])]
    if len(parts) > 2 and not _TOPIC.search(parts[-1]):
        return ", ".join(parts[:-1]), parts[-1:]
    return title, []


def _is_text(line: str) -> bool:
    # “Such Labs · Dublin, County Dublin, Ireland (On-site)”: signs part names, and no sentence has them
    words = max((len(part.split()) for part in _ASIDE.sub("", line).split(" · ")), default=0)
    return line.endswith((".", ":")) or words > _MOST_IN_LINE or line[:1] in "-•·"


def _employer_and_place(parts: Sequence[str]) -> tuple[str | None, str | None]:
    """The first name and the first place among what stands behind a title."""
    employer: str | None = None
    places: list[str] = []
    for piece in (piece for part in parts for piece in part.split(", ")):
        one = piece.strip(" .,")
        if not one or _SENTENCE.search(one) or not heading_words().is_name(one):
            continue
        named = one[0].isupper() and len(one.split()) <= _MOST_WORDS
        # “Larkspur Commerce, Leeds”: what stands behind the name of an employer is its place, known or not
        if _is_where(one) or (named and employer is not None and not places and not _TOPIC.search(one)):
            places.append(one)
        elif named and employer is None and not places:
            employer = one
    # “hybrid” is named only where no place is
    named_places = [one for one in places if one.casefold() not in _MODES] or places
    return employer, ", ".join(dict.fromkeys(named_places)) or None


def _is_where(words: str) -> bool:
    return words.casefold() in _MODES or is_place(words)
