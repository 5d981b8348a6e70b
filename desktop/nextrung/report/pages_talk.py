"""What a report for a coach opens with: points to talk about, each with something to ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nextrung.report.blocks import Block, Bullets, Heading, Paragraph, Section
from nextrung.report.model import ReportModel
from nextrung.report.talk import Talk, TalkChoices, TalkGap
from nextrung.report.words import level, listed, lower_first, span, target_level, words


def sections(model: ReportModel) -> tuple[Section, ...]:
    """The points to talk about; nothing where there are none."""
    points = talk_points(model)
    if not points:
        return ()
    blocks: list[Block] = [Paragraph(words()("talk.line"), "muted")]
    for heading, ask, items in points:
        blocks += [Heading(heading), Paragraph(ask), Bullets(items)]
    return (Section(words()("talk.heading"), tuple(blocks), new_page=True),)


def talk_points(model: ReportModel) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Each point with its heading, what to ask, and what it is about: every file that people read says all of them."""
    found = model.talk
    if found is None:
        return ()
    say, names = words(), {area.id: area.name for area in model.areas}
    sure, unsure = _either(found.sure_labels), _either(found.unsure_labels)
    points = (
        ("gaps", say("talk.gaps_ask"), tuple(_gap(one, model) for one in found.gaps)),
        ("sure_off", say("talk.sure_off_ask", sure), _choices(found.sure_off, names)),
        ("unsure", say("talk.unsure_ask", unsure), _choices(found.unsure, names)),
        ("chances", say("talk.chances_ask"), _chances(found, names)),
        ("skipped", say("talk.skipped_ask"), tuple(f"{names[area]}: {count}" for area, count in found.skipped)),
    )
    return tuple((say(f"talk.{name}"), ask, items) for name, ask, items in points if items)


def _gap(one: TalkGap, model: ReportModel) -> str:
    area = next(area for area in model.areas if area.id == one.area)
    say = words()
    about = say("talk.gap", area.name, level(area.level), span(area.low, area.high), target_level(area.target))
    facet = lower_first(one.facet)
    return f"{about} {say('talk.question', facet, one.question) if one.question else say('talk.example', facet)}"


def _choices(found: Iterable[TalkChoices], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(words()("talk.choices", names[one.area], one.count, one.total) for one in found)


def _chances(found: Talk, names: dict[str, str]) -> tuple[str, ...]:
    return tuple(f"{names[area]}: {listed([lower_first(one) for one in facets])}" for area, facets in found.chances)


def _either(labels: Sequence[str]) -> str:
    return f" {words()('or')} ".join(f"“{label}”" for label in labels)
