"""What the group page shows, built from a view of the group. No Qt here."""

from __future__ import annotations

from msgspec import Struct

from nextrung.group.view import GroupChange, GroupView
from nextrung.questionnaire.model import Questionnaire, Role
from nextrung.workspace.group import Dates

FEWEST_HIDDEN = 3
"""People under which nothing is shown while names are hidden: whoever is in the room could tell who is meant."""
STEP = 0.5
"""Levels from one colour of the scale to the next."""
STEPS = 4
"""Colours to each side of the middle."""


class GroupChoice(Struct, frozen=True):
    """What a coach has chosen: a role profile, a tag (None: everyone), the two days to compare, names hidden or not."""

    role: Role
    tag: str | None
    dates: Dates
    hidden: bool


class GroupState(Struct, frozen=True):
    """The group as the page shows it.

    ``roles`` and ``tags`` can be chosen. ``withheld`` says that nothing may be shown: names are hidden and there are
    fewer than ``FEWEST_HIDDEN`` people, so ``view`` is not to be drawn.
    """

    view: GroupView
    change: GroupChange | None
    """What has changed between the two days; None while it is still to be read."""
    choice: GroupChoice
    roles: tuple[Role, ...]
    tags: tuple[str, ...]
    questionnaire: Questionnaire
    withheld: bool
    questionnaires: tuple[tuple[str, str], ...] = ()
    """Ids and titles of those that people have finished: a group is of one of them."""

    @property
    def empty(self) -> bool:
        """Whether nobody in this group has finished an assessment."""
        return not self.view.rows

    def competency(self, competency: str) -> str:
        """The name of a competency."""
        return self.questionnaire.competencies_by_id[competency].name


def build(
    view: GroupView,
    change: GroupChange | None,
    choice: GroupChoice,
    *,
    roles: tuple[Role, ...],
    tags: tuple[str, ...],
    questionnaire: Questionnaire,
    questionnaires: tuple[tuple[str, str], ...] = (),
) -> GroupState:
    """The state of the page; a group too small to stay unknown is withheld while names are hidden.

    The people counted are those assessed: nothing else about anybody is on the page.
    """
    # whoever is assessed is what can be told apart; before anybody is, the number of people counts
    withheld = choice.hidden and min(view.people, len(view.rows) or view.people) < FEWEST_HIDDEN
    return GroupState(view, change, choice, roles, tags, questionnaire, withheld, questionnaires)


def heat_step(difference: float) -> int:
    """The colour of a difference in levels: 0 is the middle, -4 and 4 are the ends, 2 levels away and more."""
    # ``round`` takes halves to the even step; a cell is coloured by it alone, its number is rounded elsewhere
    return max(-STEPS, min(STEPS, round(difference / STEP)))
