"""Whether the rows of a data file mean what they say: contents that can be scored, answers that fit their questions.

Types and lengths were checked row by row, keys and references by the database; this is what only the program knows.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, get_args

from msgspec import Struct

from nextrung.assessment.answer import Answer
from nextrung.assessment.answers_file import FORMS
from nextrung.errors import FindingsError
from nextrung.lazy import lazy
from nextrung.people.session import PointKind
from nextrung.questionnaire import files, rules
from nextrung.questionnaire.kinds import AllowedAnswer, Item
from nextrung.questionnaire.model import LEVELS, WEIGHTS, Questionnaire
from nextrung.salary.model import PayChoice
from nextrung.shown import clip
from nextrung.store import sqlite
from nextrung.store.own_targets import OWN
from nextrung.store.tables import LONGEST_CODE
from nextrung.store.transfer.limits import MOST_CONTENTS
from nextrung.store.transfer.refusals import TransferError, Watch
from nextrung.store.transfer.sharing import require_shares
from nextrung.store.transfer.trust_views import require_views
from nextrung.store.transfer.writing import fingerprint

if TYPE_CHECKING:
    from nextrung.scoring import result as scoring_result
else:
    scoring_result = lazy("nextrung.scoring.result")

WATCH_EVERY = 2_000


class AskedItem(Struct, frozen=True):
    """What is needed of an item to check its answers: the forms that ask it, and what may be answered."""

    forms: tuple[str, ...]
    allowed: AllowedAnswer


class Content(Struct, frozen=True):
    """What is needed of one content to check what refers to it: its items, and the competencies each role asks for."""

    items: Mapping[str, AskedItem]
    roles: Mapping[str, frozenset[str]]


def require_sense(connection: sqlite.Connection, known: Collection[str], watch: Watch) -> None:
    """Check all rows in ``main``; ``known`` are the proven names of the contents kept here. Raises TransferError."""
    (count,) = connection.execute("SELECT count(*) FROM main.questionnaire").fetchone()
    # Before any is read: each is tried out as a whole, and a small file can name many.
    if count > MOST_CONTENTS:
        raise TransferError(f"This file is not taken: it holds {count:,} questionnaires; most are {MOST_CONTENTS}.")
    contents = {
        name: _content(name, text, identity, is_known=name in known)
        for name, text, *identity in connection.execute(
            "SELECT fingerprint, content, id, version FROM main.questionnaire"
        )
    }
    # Contents come first, since all that follows is checked against them.
    _require_agreement(connection)
    _require_assessments(connection, contents)
    _require_answers(connection, contents, watch)
    _require_coach_ratings(connection, contents, watch)
    require_views(connection, lambda name, item: item in contents[name].items)
    _require_profiles(connection, contents)
    require_shares(connection)
    for table, column, check in (
        ("plan_step", "ticks", _are_ticks),
        ("own_advert", "left_out", _are_facets),
        ("pay_choice", "choice", _is_pay_choice),
        ("coaching_session", "agenda", _is_agenda),
    ):
        # Each text once: most rows hold the same few, such as an empty list.
        for (text,) in connection.execute(f"SELECT DISTINCT {column} FROM main.{table}"):
            if not check(json.loads(text)):
                raise TransferError(f"This file is not taken: in “{table}”, “{column}” is not what this program keeps.")


def _content(name: str, text: str, identity: list[str], *, is_known: bool) -> Content:
    if fingerprint(text) != name:
        message = f"the questionnaire {clip(' '.join(identity))} is not the one its fingerprint stands for"
        raise TransferError(f"This file is not taken: {message}.")
    try:
        whole = files.from_json(text)
        wrong = not is_known and (identity != [whole.id, whole.version] or not _can_be_used(whole))
    except (FindingsError, RecursionError) as error:
        message = f"this version cannot read the questionnaire {clip(' '.join(identity))} in it"
        raise TransferError(f"This file is not taken: {message}.") from error
    if wrong:
        message = f"the questionnaire {clip(' '.join(identity))} in it breaks the rules of a questionnaire"
        raise TransferError(f"This file is not taken: {message}.")
    items = {one: AskedItem(whole.items_by_id[one].forms, allowed) for one, allowed in whole.allowed_answers.items()}
    return Content(items, {role.id: frozenset(role.targets) for role in whole.roles})


def _can_be_used(whole: Questionnaire) -> bool:
    """Whether a strange content obeys all rules and can be scored; that is tried out, since content says how."""
    try:
        parts = {part.id for part in whole.blueprint.parts}
        ids = [competency.id for competency in whole.competencies]
        if sorted(whole.part_of) != sorted(ids) or not set(whole.part_of.values()) <= parts:
            return False
        if any(True for _ in rules.problems(whole)):
            return False
        for form in FORMS:
            # Both ends of every scale: constants that divide by 0, or lead out of the numbers, show there.
            for best in (False, True):
                answers = {item.id: _given(item, whole, best=best) for item in whole.form_items(form)}
                json.dumps(
                    scoring_result.as_json(scoring_result.score(form, answers, whole, whole.first_role)),
                    allow_nan=False,
                )
    except Exception:  # whatever goes wrong with it is the reason not to take it
        return False
    return True


def _given(item: Item, whole: Questionnaire, *, best: bool) -> Answer:
    """An answer at one end of what an item can take."""
    can_be = whole.allowed_answers[item.id]
    end = max if best else min
    return Answer(
        item.id,
        value=end(can_be.values, default=None),
        choice=end(can_be.choices, default=None),
        confidence=end(can_be.confidences, default=None),
        seconds=9.0,
    )


def _require_agreement(connection: sqlite.Connection) -> None:
    """Rows that name each other must belong to the same person."""
    for name, query in (
        ("evidence", "SELECT 1 FROM main.evidence AS f JOIN main.plan_step AS s ON s.id = f.step"),
        ("assessment", "SELECT 1 FROM main.assessment AS f JOIN main.assessment AS s ON s.id = f.deepens"),
    ):
        if connection.execute(f"{query} WHERE s.person <> f.person").fetchone():
            raise TransferError(f"This file is not taken: a row of “{name}” joins the data of two people.")


def _require_assessments(connection: sqlite.Connection, contents: Mapping[str, Content]) -> None:
    for one, form, name, position in connection.execute(
        "SELECT id, form, questionnaire, position FROM main.assessment"
        " UNION ALL SELECT id, 'full', questionnaire, position FROM main.coach_rating"
    ):
        if form not in FORMS:
            raise TransferError(f"This file is not taken: {one} is on a form “{clip(form)}” that there is not.")
        if position is not None and position not in contents[name].items:
            raise TransferError(
                f"This file is not taken: {one} stands at “{clip(position)}”, which is no question of it."
            )


def _require_answers(connection: sqlite.Connection, contents: Mapping[str, Content], watch: Watch) -> None:
    rows = connection.execute(
        "SELECT a.questionnaire, a.form, f.item, f.value, f.choice, f.confidence, f.evidence"
        " FROM main.answer AS f JOIN main.assessment AS a ON a.id = f.assessment"
    )
    for number, (name, form, item, value, choice, confidence, evidence) in enumerate(rows):
        asked = contents[name].items.get(item)
        if asked is None or form not in asked.forms:
            raise TransferError(f"This file is not taken: “{clip(item)}” is no question of its assessment.")
        if not asked.allowed.fits(value, choice, confidence, evidence.split()):
            raise TransferError(f"This file is not taken: an answer to {item} is none that the question offers.")
        if number % WATCH_EVERY == 0:
            watch.step()


def _require_coach_ratings(connection: sqlite.Connection, contents: Mapping[str, Content], watch: Watch) -> None:
    rows = connection.execute(
        "SELECT r.questionnaire, f.item, f.value"
        " FROM main.coach_rating_answer AS f JOIN main.coach_rating AS r ON r.id = f.rating"
    )
    for name, item, value in rows:
        asked = contents[name].items.get(item)
        values = asked.allowed.values if asked else ()
        if not values or (value is not None and value not in values):
            raise TransferError(f"This file is not taken: a coach's rating of “{clip(item)}” is none that it offers.")
    watch.step()


def _require_profiles(connection: sqlite.Connection, contents: Mapping[str, Content]) -> None:
    for one, basis, text in connection.execute("SELECT id, basis, targets FROM main.own_profile"):
        targets = json.loads(text)
        known = one.startswith(OWN) and isinstance(targets, dict)
        if not known or not any(content.roles.get(basis) == targets.keys() for content in contents.values()):
            raise TransferError(f"This file is not taken: the targets {clip(one)} belong to no role in it.")
        if not all(_is_target(target) for target in targets.values()):
            raise TransferError(f"This file is not taken: the targets {clip(one)} are out of range.")


def _is_target(target: Any) -> bool:
    if not isinstance(target, list) or len(target) != 3 or type(target[2]) is not bool:
        return False
    level, weight = target[:2]
    # By type, not isinstance: true is an int in Python.
    numbers = type(level) in (int, float) and type(weight) is int
    return bool(numbers and LEVELS[0] < level <= LEVELS[1] and WEIGHTS[0] <= weight <= WEIGHTS[1])


def _are_facets(facets: Any) -> bool:
    return isinstance(facets, list) and all(isinstance(facet, str) for facet in facets)


def _are_ticks(ticks: Any) -> bool:
    return isinstance(ticks, list) and all(
        isinstance(tick, list) and len(tick) == 2 and isinstance(tick[0], str) and type(tick[1]) is bool
        for tick in ticks
    )


def _is_pay_choice(choice: Any) -> bool:
    if not isinstance(choice, dict) or not choice.keys() <= set(PayChoice.__struct_fields__):
        return False
    codes = [choice.get(name) for name in ("place", "sector", "country")]
    return (
        all(code is None or (isinstance(code, str) and len(code) <= LONGEST_CODE) for code in codes)
        and choice.get("prices", "published") in ("published", "latest")
        and type(choice.get("buying_power", False)) is bool
    )


def _is_agenda(agenda: Any) -> bool:
    """A list of points: kind, subject, text, value, and whether it was talked about."""
    return isinstance(agenda, list) and all(_is_point(point) for point in agenda)


def _is_point(point: Any) -> bool:
    if not isinstance(point, list) or len(point) != 5:
        return False
    kind, subject, text, value, covered = point
    return (
        kind in get_args(PointKind)
        and isinstance(subject, str)
        and isinstance(text, str)
        and (value is None or type(value) in (int, float))
        and type(covered) is bool
    )
