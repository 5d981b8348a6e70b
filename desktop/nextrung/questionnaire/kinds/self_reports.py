"""What people say of what they do: by written anchors, or by how often."""

from collections.abc import Iterator
from typing import ClassVar, Self

from nextrung.questionnaire.constants import FormId, Scoring, Status
from nextrung.questionnaire.kinds.definition import BaseItem, ItemChoice, ItemText, Kind, ScalePoint, Scales
from nextrung.questionnaire.kinds.observer import ObserverWording


class Rating(BaseItem, frozen=True):
    """A behaviourally anchored rating item: five written anchors, from 1 to 5.

    A point without a text of its own has an empty anchor, and the name of the point stands for it.
    """

    stem: str
    anchors: tuple[str, str, str, str, str]
    sources: tuple[str, ...] = ()
    forms: tuple[FormId, ...] = ("full",)
    """Forms that ask the item; an empty list keeps it in reserve."""
    tags: tuple[str, ...] = ()
    status: Status = "draft"
    same_as: str = ""
    """The item of the questionnaire named by ``linked_to`` that asks the same."""
    observed: ObserverWording | None = None
    """As others are asked it; left out by drafts and older versions, which ask others nothing."""
    kind = Kind.RATING
    may_be_empty: ClassVar[tuple[str, ...]] = ("anchors",)

    @classmethod
    def blank(cls, one_id: str, facet: str) -> Self:
        """One to be written."""
        return cls(one_id, facet, "", ("", "", "", "", ""), forms=("quick", "full"))

    @property
    def question(self) -> str:
        """What it asks."""
        return self.stem

    def scale(self, scales: Scales) -> tuple[ScalePoint, ...]:
        """The points from 1 to 5."""
        return scales.rating

    def choices(self, scales: Scales) -> tuple[ItemChoice, ...]:
        """The points of the scale with the anchors."""
        # both have five: anchors by their type, points by the rules of a questionnaire
        pairs = zip(scales.rating, self.anchors, strict=True)
        return tuple(ItemChoice(f"{point.value:g}", point.label, anchor) for point, anchor in pairs)

    def weight(self, scoring: Scoring) -> float:
        """That of ratings."""
        return scoring.rating_weight

    def texts(self) -> Iterator[ItemText]:
        """All its texts."""
        yield ItemText("stem", "stem", "the stem", self.stem)
        for number, anchor in enumerate(self.anchors, start=1):
            if anchor:
                yield ItemText(f"anchors.{number}", "anchor", f"anchor {number}", anchor)
        if self.observed is not None:
            yield ItemText("observed.stem", "observer_stem", "the stem for others", self.observed.stem)
            for number, anchor in enumerate(self.observed.anchors, start=1):
                field, label = f"observed.anchors.{number}", f"anchor {number} for others"
                yield ItemText(field, "observer_anchor", label, anchor)

    def problems(self) -> Iterator[tuple[str, str]]:
        """What is wrong with its wording for others."""
        if self.observed is not None:
            yield from (("observed", problem) for problem in self.observed.problems())


class Frequency(BaseItem, frozen=True):
    """A share-of-occasions item over a stated period."""

    stem: str
    sources: tuple[str, ...] = ()
    forms: tuple[FormId, ...] = ("full",)
    tags: tuple[str, ...] = ()
    status: Status = "draft"
    same_as: str = ""
    kind = Kind.FREQUENCY

    @classmethod
    def blank(cls, one_id: str, facet: str) -> Self:
        """One to be written."""
        return cls(one_id, facet, "")

    @property
    def question(self) -> str:
        """What it asks."""
        return self.stem

    def scale(self, scales: Scales) -> tuple[ScalePoint, ...]:
        """The shares from 0 to 1."""
        return scales.frequency

    def weight(self, scoring: Scoring) -> float:
        """That of frequencies."""
        return scoring.frequency_weight

    def texts(self) -> Iterator[ItemText]:
        """All its texts."""
        yield ItemText("stem", "stem", "the stem", self.stem)
