"""The program's own words in the form, by invitation; the words of the questions are content."""

from __future__ import annotations

from datetime import date

from nextrung.counting import counted
from nextrung.views.invitation import MINIMUM, Invitation

_WHERE = "{0} of {1}, about {2} min left"
_LAST_MINUTE = "{0} of {1}, about a minute left"
_COMMON = {
    "start": "Start",
    "go_on": "Go on",
    "where": _WHERE,
    "one_minute_left": _LAST_MINUTE,
    "no_network": "No network. Nothing leaves until you send the file.",
    "progress": "Progress",
    "back": "Back",
    "next": "Next",
    "skip": "Skip",
    "finish_now": "Finish now",
    "keys": "Keys 1–{0} choose, Enter goes on",
    "keys_tick": "Keys 1–{0} tick, Enter goes on",
    "how_sure_first": "Say how sure you are, then go on.",
    "choose_or_skip": "Choose an answer, or skip the question.",
    "note": "A note, if you like",
    "end": "Seal your reply",
    "answered": "Answered: {0} of {1}.",
    "some_open": "You can seal the reply as it is; open questions come back as open.",
    "check_first": "You can go back and change any answer before you seal the reply.",
    "what_next": "What happens next",
    "to_open": "To the open questions",
    "seal": "Make the sealed reply",
    "not_sealed": "This browser could not seal the reply; open the form in a newer one. Your answers are still here.",
    "sealed": "Your reply is sealed",
    "send_it": "Save the file and send it back the way this form came to you, for example by mail.",
    "save_file": "Save the reply file",
    "or_text": "Where files cannot be saved, send this text instead, whole:",
    "copy": "Copy the text",
    "copied": "The text is copied.",
    "copy_by_hand": "The text is selected; copy it with Ctrl+C or Command+C.",
    "forget": "Delete my answers from this browser",
    "forgotten": "Your answers are deleted from this browser. A file that you saved is still there.",
    "kept_here": "Your answers are kept in this browser as you go, until you delete them at the end.",
    "not_kept": "This browser does not keep answers: fill the form in without closing or reloading it.",
}
_NEXT_STEPS = [
    f"“{_COMMON['seal']}” locks your answers in this browser. Nothing is sent by that.",
    f"{_COMMON['send_it']} You see the file and the same as a text on the next page.",
    "Then you can delete your answers from this browser; the file that you sent stays as it is.",
]


def words(invitation: Invitation, minutes: int, due: date | None, *, draft: bool) -> dict[str, str | list[str]]:
    """All words by name; ``{0}`` and so on are filled in by the form. ``minutes`` is how long it takes.

    ``due`` is the day by which it is asked back. ``draft`` tells whether no pilot has tested the questions yet, which
    the form then says.
    """
    name = invitation.person
    own: dict[str, str | list[str]] = {
        "choose_first": f"Choose the highest line that you have seen {name} do, or “I have not seen this”.",
        "example": f"One example of “{{0}}”, if you like. {_example_reader(invitation)}",
        "who_reads": _who_reads(invitation),
        "next_steps": _NEXT_STEPS,
    }
    more = [f"Please send it back by {as_day(due)}."] if due else []
    more += [_DRAFT] if draft else []
    if invitation.part == "self":
        own["title"] = f"Assessment of {name}"
        own["purpose"] = [f"Look at your own work: {_size(invitation, minutes)}", *more]
        own["choose_first"] = "Choose an answer, say that you had no chance yet, or skip the question."
    else:
        own["title"] = f"Your view of {name}"
        here = f"Your view of {name} · as {AS_WHAT[invitation.part]} · "
        own["where"], own["one_minute_left"] = here + _WHERE, here + _LAST_MINUTE
        own["purpose"] = [
            f"{name} would like to know how you see their work, as {AS_WHAT[invitation.part]}: "
            f"{_size(invitation, minutes)}",
            "You may decline, without a reason: close this page, and nothing is sent.",
            *more,
        ]
    return {**_COMMON, **own}


def _size(invitation: Invitation, minutes: int) -> str:
    """How many questions there are, and how long they take."""
    asked = counted(len(invitation.items), "1 question", "{0} questions")
    return f"{asked}, {counted(minutes, 'about a minute', 'about {0} minutes')}."


AS_WHAT = {
    "colleague": "a colleague",
    "manager": "their manager",
    "led": "somebody they lead",
    "client": "a client",
    "coach": "a coach",
}
_TOGETHER = {
    "colleague": "colleagues",
    "led": "the people they lead",
    "client": "clients",
    "coach": "coaches",
}
_NUMBERS = ("three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DRAFT = "The questions are a draft: no pilot has tested them yet."


def at_least(minimum: int) -> str:
    """The minimum of a group in words."""
    return _NUMBERS[minimum - MINIMUM]


def as_day(day: date) -> str:
    """A day that cannot be taken for another one, such as 3 April 2027."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _example_reader(invitation: Invitation) -> str:
    who = f"{invitation.person} and the coach read" if invitation.coach_key else f"{invitation.person} reads"
    named = ", knowing that it is yours" if invitation.part == "manager" else ", without your name"
    return f"{who} it in your words{named}."


def _who_reads(invitation: Invitation) -> list[str]:
    """Who can see what, as it is: the key lies in the data file, so whoever opens that file can read the reply."""
    name = invitation.person
    if invitation.coach_key:
        return _coach_reads(invitation)
    sealed = (
        f"Your reply is sealed in this browser. It can be opened only with the data file that this form was made from: "
        f"whoever opens that file, {name} or somebody with their computer or a backup, can read it."
    )
    if invitation.part == "self":
        return [sealed, "No result is shown here; it is worked out where the reply is opened."]
    if invitation.part == "manager":
        return [sealed, f"You are the only manager asked, so {name} sees your answers as yours."]
    shown = (
        f"The program shows {name} the answers of {_TOGETHER[invitation.part]} only together, "
        f"from {at_least(invitation.minimum)} replies on, and your examples without your name. "
        "That is a rule of the program and no secrecy: this is not anonymous."
    )
    return [sealed, shown, "How an example is written may show who wrote it."]


def _coach_reads(invitation: Invitation) -> list[str]:
    """The same of a round whose replies a coach opens."""
    name = invitation.person
    sealed = (
        f"Your reply is sealed in this browser, to the key of a coach whom {name} chose. It can be opened only with "
        "the data file of that coach: whoever opens that file, the coach or somebody with their computer or a backup, "
        f"can read it. {name} cannot open it."
    )
    key = f"The coach’s public key is {invitation.coach_key}."
    if invitation.part == "manager":
        return [sealed, f"You are the only manager asked, so the coach and {name} see your answers as yours.", key]
    shown = (
        f"The program shows the coach and {name} the answers of {_TOGETHER[invitation.part]} only together, "
        f"from {at_least(invitation.minimum)} replies on, and your examples without your name. "
        "That is a rule of the program and no secrecy: this is not anonymous."
    )
    return [sealed, shown, "How an example is written may show who wrote it.", key]
