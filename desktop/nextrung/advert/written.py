"""What was read from adverts, as JSON and as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from msgspec import Struct

from nextrung.advert.pay import AdvertPay
from nextrung.advert.phrases import PhraseFile
from nextrung.advert.reading import AdvertReading, Proposal
from nextrung.advert.several import SeveralAdverts, together
from nextrung.advert.targets import AdvertTarget, combined, role_for, targets_of
from nextrung.counting import counted
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.shown import in_a_line

NOTE = "A word match finds topics, not how much of them a job needs: targets start from a role profile."
PURPOSE = "Made for your own development. Not suitable for hiring, pay or promotion decisions."
_WIDTH = 28


class AdvertsRead(Struct, frozen=True, dict=True):
    """One or several adverts with the names of their files, and the role that was chosen to start from, if any."""

    named: tuple[tuple[str, AdvertReading], ...]
    questionnaire: Questionnaire
    phrases: PhraseFile
    chosen: Role | None = None

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The role profile that each advert starts from."""
        return tuple(self.chosen or role_for(reading, self.questionnaire) for _, reading in self.named)

    @cached_property
    def targets(self) -> tuple[dict[str, AdvertTarget], ...]:
        """The targets of each advert, by competency."""
        pairs = zip(self.named, self.roles, strict=True)
        return tuple(targets_of(one, role, self.questionnaire, self.phrases) for (_, one), role in pairs)

    @cached_property
    def together(self) -> SeveralAdverts:
        """What they ask for together."""
        return together([reading for _, reading in self.named], self.questionnaire)


def as_json(found: AdvertsRead) -> dict[str, Any]:
    """One object: that of the advert, or for several what they ask for together, with each in ``adverts``."""
    each = [_one(found, at) for at in range(len(found.named))]
    if len(each) == 1:
        return each[0]
    of_facet: dict[str, list[str]] = {}
    for _, reading in found.named:
        for proposal in reading.proposals:
            of_facet.setdefault(proposal.facet, []).extend(_words(proposal))
    several = found.together
    return {
        "proposals": [
            {
                "facet": one.facet,
                "phrases": list(dict.fromkeys(of_facet[one.facet])),
                "asked_in": one.asked_in,
                "of": several.number,
            }
            for one in several.asked
        ],
        "targets": combined(found.targets),
        "all_ask": list(several.all_ask),
        "none_asks": list(several.none_asks),
        "pay": None,
        "title": None,
        "language": found.phrases.language,
        "adverts": each,
    }


def _one(found: AdvertsRead, at: int) -> dict[str, Any]:
    (file, reading), targets = found.named[at], found.targets[at]
    return {
        "file": file,
        "title": reading.heading.title,
        "employer": reading.heading.employer,
        "place": reading.heading.place,
        "language": reading.language,
        "words": reading.words,
        "role": found.roles[at].id,
        "proposals": [{"facet": one.facet, "phrases": _words(one)} for one in reading.proposals],
        "targets": {competency: target.level for competency, target in targets.items()},
        "because": {
            competency: {
                "profile": target.profile_level,
                "mentioned": target.mentioned,
                "moved": [{"by": one.by, "why": one.why, "words": one.words} for one in target.reasons],
            }
            for competency, target in targets.items()
        },
        "pay": None if reading.pay is None else _pay(reading.pay),
    }


def _words(proposal: Proposal) -> list[str]:
    return list(dict.fromkeys(one.words for one in proposal.phrases))


def _pay(pay: AdvertPay) -> dict[str, Any]:
    fields = ("low", "high", "currency", "period", "words", "date")
    return {name: getattr(pay, name) for name in fields}


def as_text(found: AdvertsRead) -> Iterator[str]:
    """The same in words, line by line; what comes from an advert is made fit for a terminal."""
    for at, (file, reading) in enumerate(found.named):
        yield from _heading(file, reading)
        if len(found.named) == 1:
            yield ""
            yield from _asked(found, at)
            yield ""
    if len(found.named) > 1:
        yield ""
        yield from _together(found)
        yield ""
    yield NOTE
    yield PURPOSE


def _heading(file: str, reading: AdvertReading) -> Iterator[str]:
    head = reading.heading
    named = [in_a_line(one) for one in (head.title, head.employer, head.place) if one]
    yield f"{file}: {', '.join(named) or 'no title found'}"
    topics = counted(len(reading.proposals), "1 topic", "{0} topics")
    yield f"{counted(reading.words, '1 word', '{0} words')} read, {topics} found"
    if reading.pay is not None:
        day = f", advert of {reading.pay.date}" if reading.pay.date else ""
        yield f"Pay in this advert: {in_a_line(reading.pay.words)} a {reading.pay.period}{day}"


def _asked(found: AdvertsRead, at: int) -> Iterator[str]:
    reading, role = found.named[at][1], found.roles[at]
    phrases = {one.facet: _words(one) for one in reading.proposals}
    yield f"Targets start from: {role.name}"
    for competency in found.questionnaire.competencies:
        target = found.targets[at].get(competency.id)
        if target is None:
            continue
        moved = "".join(f"; {one.by:+.1f} for {one.why} (“{in_a_line(one.words)}”)" for one in target.reasons)
        basis = f"profile {target.profile_level:.1f}{moved}" if target.mentioned else "not mentioned: as in the profile"
        yield f"{competency.name:{_WIDTH}}  {target.level:.1f}  {basis}"
        for facet in competency.facets:
            if facet.id in phrases:
                yield f"  {facet.name}: {' · '.join(map(in_a_line, phrases[facet.id]))}"


def _together(found: AdvertsRead) -> Iterator[str]:
    facets = {facet.id: facet.name for one in found.questionnaire.competencies for facet in one.facets}
    several = found.together
    for one in several.asked:
        yield f"{facets[one.facet]:{_WIDTH + 8}}  asked in {one.asked_in} of {several.number}"
    if several.none_asks:
        yield f"None of them mentions: {', '.join(facets[one] for one in several.none_asks)}."
    yield ""
    yield "Combined target:"
    levels = combined(found.targets)
    for competency in found.questionnaire.competencies:
        if competency.id in levels:
            yield f"{competency.name:{_WIDTH}}  {levels[competency.id]:.1f}"
