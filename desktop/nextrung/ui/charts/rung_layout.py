"""Where everything of the salary chart stands: lines, tiers of labels, and texts. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from nextrung.ui.charts.rung_items import AmountMark, ChartFrame, LinePlacement, PayLine

GAP = 10
"""Device-independent pixels beside a text, on the side of a bar, an edge or another text."""
BAR = 20
"""Height of a bar, in device-independent pixels."""
HALF_BAR = BAR // 2
"""Half of the height of a bar, in device-independent pixels."""
BETWEEN = 7
"""Free pixels above and below what stands on a line."""


class TextSizes(Struct, frozen=True):
    """Heights of the two sizes of text in pixels, how wide a text is in each, and whether there is little width."""

    compact: bool
    name: int
    small: int
    name_width: Callable[[str], int]
    small_width: Callable[[str], int]


class PlacedText(Struct, frozen=True):
    """A text at a point, in amounts and pixels from the top; ``anchor`` is the part of the text that stands there."""

    words: str
    at: tuple[float, float]
    size: str
    color: str
    anchor: tuple[float, float]
    strong: bool = False


def names_width(lines: Sequence[PayLine], sizes: TextSizes) -> int:
    """The width of the widest name or detail."""
    return max(max(sizes.name_width(one.name), sizes.small_width(one.detail)) for one in lines)


def end_of(line: PayLine, first: float) -> float:
    """The amount at which a line ends on the right; that of the first tick where nothing is drawn on it."""
    return line.extent[1] if line.extent != (0.0, 0.0) else first


def places(lines: Sequence[PayLine], frame: ChartFrame, sizes: TextSizes) -> list[LinePlacement]:
    """Where each line stands, from the top."""
    found: list[LinePlacement] = []
    top = 0.0
    for line in lines:
        tiers = _tiers(line.marks, frame, sizes)
        labelled = list(zip(line.marks, tiers, strict=True))
        above = sizes.small * max((tier + 1 for mark, tier in labelled if mark.above), default=0)
        below = sizes.small * max((tier + 1 for mark, tier in labelled if not mark.above and mark.label), default=0)
        if sizes.compact:
            before: float = sizes.name + 2 + above + HALF_BAR
            after: float = HALF_BAR + below + sizes.small * len(_below(line, frame, sizes))
        else:
            names = (sizes.name + (sizes.small if line.detail else 0)) / 2
            before, after = max(HALF_BAR + above, names), max(HALF_BAR + below, names)
        bar = top + BETWEEN + before
        found.append(LinePlacement(top, bar, bar + after + BETWEEN, tuple(tiers)))
        top = found[-1].bottom
    return found


def texts(line: PayLine, place: LinePlacement, frame: ChartFrame, sizes: TextSizes) -> Iterator[PlacedText]:
    """The texts of one line."""
    color = "muted" if line.old else "text"
    if sizes.compact:
        top = place.top + BETWEEN
        yield PlacedText(line.name, (frame.left, top), "body", color, (0, 0), line.strong)
        under = place.bottom - BETWEEN - sizes.small * len(_below(line, frame, sizes))
        for number, words in enumerate(_below(line, frame, sizes)):
            yield PlacedText(words, (frame.left, under + number * sizes.small), "small", "muted", (0, 0))
    else:
        x = frame.first - GAP * frame.per_pixel
        both = sizes.name + (sizes.small if line.detail else 0)
        yield PlacedText(line.name, (x, place.bar - both / 2), "body", color, (1, 0), line.strong)
        if line.detail:
            yield PlacedText(line.detail, (x, place.bar + both / 2), "small", "muted", (1, 1))
        if line.aside:
            end = end_of(line, frame.first)
            yield PlacedText(line.aside, (end + GAP * frame.per_pixel, place.bar), "small", "muted", (0, 0.5))
    for mark, tier in zip(line.marks, place.tiers, strict=True):
        if mark.label:
            yield _label(mark, tier, place, frame, sizes)


def _label(mark: AmountMark, tier: int, place: LinePlacement, frame: ChartFrame, sizes: TextSizes) -> PlacedText:
    """The label of a mark above or below the bar."""
    left, right = _ends(mark, frame, sizes)
    x = (left + right) / 2
    away = HALF_BAR + 2 + tier * sizes.small
    y, anchor = (place.bar - away, (0.5, 1.0)) if mark.above else (place.bar + away, (0.5, 0.0))
    return PlacedText(mark.label, (x, y), "small", "muted" if mark.old else "text", anchor)


def _ends(mark: AmountMark, frame: ChartFrame, sizes: TextSizes) -> tuple[float, float]:
    """Where a label begins and ends, in amounts: moved so far that an edge cuts nothing and no name is touched."""
    wide = (sizes.small_width(mark.label) + GAP) * frame.per_pixel
    # left of the axis stand the names of the lines, unless they have lines of their own
    first = frame.left if sizes.compact else frame.first
    # a label wider than the chart begins at its left edge, so that its start can be read
    left = max(first, min(mark.amount - wide / 2, frame.right - wide))
    return left, left + wide


def _below(line: PayLine, frame: ChartFrame, sizes: TextSizes) -> list[str]:
    """What stands under the bar when there is little width: details and words, broken where they would not fit."""
    room = (frame.right - frame.left) / frame.per_pixel
    together = " · ".join(part for part in (line.detail, line.aside) if part)
    if not together:
        return []
    broken: list[str] = [""]
    for word in together.split(" "):
        longer = f"{broken[-1]} {word}".strip()
        if broken[-1] and sizes.small_width(longer) > room:
            broken.append(word)
        else:
            broken[-1] = longer
    return broken


def _tiers(marks: Sequence[AmountMark], frame: ChartFrame, sizes: TextSizes) -> list[int]:
    """How far each label moves away from its bar so that none covers another on its side."""
    ends: dict[bool, list[float]] = {True: [], False: []}
    tiers = {}
    # from left to right, so that only the end of the last label of each tier need be known
    for mark in sorted(marks, key=lambda one: one.amount):
        used = ends[mark.above]
        start, stop = _ends(mark, frame, sizes)
        tier = next((at for at, end in enumerate(used) if end <= start), len(used))
        # a slice replaces the end of a tier that is there, and appends where there is none
        used[tier : tier + 1] = [stop]
        tiers[mark.id] = tier
    return [tiers[mark.id] for mark in marks]
