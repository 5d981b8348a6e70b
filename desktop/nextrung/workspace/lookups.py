"""What is named by id or comes from a file, found among what is installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from nextrung.assessment.answer import Answer
from nextrung.errors import UnknownRoleError
from nextrung.lazy import lazy
from nextrung.questionnaire.model import Questionnaire, Role

if TYPE_CHECKING:
    from nextrung.assessment import answers_file
    from nextrung.assessment.answers_file import AnswersHead
    from nextrung.questionnaire.editions import Edition
else:
    answers_file = lazy("nextrung.assessment.answers_file")


def find_role(questionnaire: Questionnaire, role_id: str) -> Role:
    """The role profile with this id. Raises UnknownRoleError, naming the roles there are."""
    try:
        return questionnaire.role(role_id)
    except KeyError:
        known = ", ".join(role.id for role in questionnaire.roles)
        there = f"the roles are {known}" if known else f"“{questionnaire.title}” has no role at all"
        raise UnknownRoleError(f"There is no role “{role_id}”; {there}.") from None


def read_answers_file(text: str, installed: Sequence[Edition]) -> tuple[AnswersHead, dict[str, Answer], Edition]:
    """Head, answers and version of an answers file. Raises AnswersError in one sentence."""
    head, raw = answers_file.read_head(text)
    edition = answers_file.version_of(head, installed)
    return head, answers_file.read_answers(raw, head.form, edition.content), edition
