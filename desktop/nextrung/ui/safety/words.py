"""Words for backups, and for what is in a data file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from nextrung.ui import labels
from nextrung.workspace.safety import Backup, Inside, LeftBehind, Reason, Risk

_translate = QCoreApplication.translate


def reason(value: Reason) -> str:
    """Why a backup was made, in words: at a start, after an assessment, before a change, or on request."""
    words: dict[Reason, str] = {
        "start": _translate("backups", "at the start"),
        "assessment": _translate("backups", "after an assessment"),
        "asked": _translate("backups", "on request"),
        "migration": _translate("backups", "before a change of the file format"),
        "restore": _translate("backups", "before another was restored"),
        "import": _translate("backups", "before an import"),
        "deletion": _translate("backups", "before deleted things went for good"),
        "move": _translate("backups", "before the data was moved"),
    }
    return words[value]


def size(amount: int) -> str:
    """An amount of bytes, rounded."""
    return QLocale().formattedDataSize(amount, 1)


def holds(rows: dict[str, int]) -> str:
    """How many people and assessments a file holds."""
    return ", ".join(
        (
            labels.counted(
                rows.get("person", 0), _translate("backups", "1 person"), _translate("backups", "{0} people")
            ),
            assessments(rows.get("assessment", 0)),
            steps(rows.get("plan_step", 0)),
        )
    )


def assessments(count: int) -> str:
    """A number of assessments."""
    return labels.counted(count, _translate("backups", "1 assessment"), _translate("backups", "{0} assessments"))


def steps(count: int) -> str:
    """A number of plan steps."""
    return labels.counted(count, _translate("backups", "1 plan step"), _translate("backups", "{0} plan steps"))


def backup_row(backup: Backup) -> tuple[str, str, str]:
    """A backup as a row of a table: when and why it was made, and what is in it if that is proven."""
    inside = holds(backup.proof.rows) if backup.proof else _translate("backups", "not checked")
    return (labels.moment(backup.made_at), reason(backup.reason), inside)


def people_rows(
    inside: Inside, unnamed: str, day: str, pseudonyms: Mapping[str, str] | None = None
) -> list[tuple[str, str, str, str]]:
    """The people in a file as rows: name, finished and unfinished assessments, plan steps, newest assessment.

    ``pseudonyms`` by id stand in place of names while names are hidden; whoever has none is not named at all.
    """
    return [
        (
            (person.name if pseudonyms is None else pseudonyms.get(person.id, "")) or unnamed,
            _translate("backups", "{0} finished, {1} open").format(person.finished, person.unfinished),
            str(person.steps),
            _day(person.latest) or day,
        )
        for person in inside.people
    ]


def _day(at: str | None) -> str:
    if at is None:
        return ""
    try:
        return labels.moment(datetime.fromisoformat(at))
    except ValueError:
        return at


def at(moment: str) -> str:
    """A moment as it is kept, as it is shown."""
    return _day(moment)


def newest(inside: Inside) -> str:
    """The newest moment in a file."""
    return _day(inside.newest) or _translate("backups", "nothing dated")


def risk(value: Risk) -> str:
    """Why a place is dangerous for the live data."""
    if value.kind == "network":
        return _translate(
            "backups",
            "Your data lies on a network drive ({0}). SQLite cannot lock files safely there, and a lost connection in"
            " the middle of a save can damage the file. Keep the data on this computer, and choose the network drive as"
            " the second backup folder.",
        ).format(value.name)
    return _translate(
        "backups",
        "Your data lies in a folder that {0} keeps in step with other places. Such a service copies the file while it"
        " is being written and can put an older or half copy in its place. Keep the data outside, and choose that"
        " folder as the second backup folder: only closed copies go there.",
    ).format(value.name)


def left_behind(value: tuple[LeftBehind, ...]) -> str:
    """Where files of this data stay that was moved, and how much they take up."""
    about = _translate(
        "backups",
        "Since your data was moved, an old copy of it stays in {0}, with its backups: {1}. Nothing uses it, but"
        " whoever can read that folder can read it.",
    )
    return about.format(", ".join(str(one.folder) for one in value), size(sum(one.size for one in value)))


def table(name: str) -> str:
    """What the rows of a table are; empty for what means nothing to a person."""
    names = {
        "person": _translate("receipt", "people"),
        "assessment": _translate("receipt", "assessments"),
        "bin": _translate("receipt", "deleted things"),
        "answer": _translate("receipt", "answers"),
        "plan_step": _translate("receipt", "plan steps"),
        "evidence": _translate("receipt", "lines of evidence"),
        "work_example": _translate("receipt", "examples of work"),
        "practice_sitting": _translate("receipt", "sittings of practice"),
        "practice_answer": _translate("receipt", "questions practised"),
        "prediction": _translate("receipt", "predictions"),
        "own_profile": _translate("receipt", "own targets"),
        "own_advert": _translate("receipt", "job adverts"),
        "own_figure": _translate("receipt", "own pay figures"),
        "pay_choice": _translate("receipt", "choices of what pay is shown for"),
        "coaching_session": _translate("receipt", "coaching sessions"),
        "finding_mark": _translate("receipt", "marks on findings"),
        "coach_rating": _translate("receipt", "coach ratings"),
        "coach_rating_answer": _translate("receipt", "answers of a coach"),
        "person_tag": _translate("receipt", "tags"),
        "view_round": _translate("receipt", "rounds of other views"),
        "view_invitation": _translate("receipt", "people asked for their view"),
        "view_reply": _translate("receipt", "replies of others"),
        "view_coach": _translate("receipt", "rounds that name a coach"),
        "share": _translate("receipt", "files that were shared"),
    }
    return names.get(name, "")


def counts(rows: dict[str, int]) -> str:
    """How many rows of which kind, the kinds that mean something to a person."""
    return ", ".join(f"{QLocale().toString(count)} {table(name)}" for name, count in rows.items() if table(name))
