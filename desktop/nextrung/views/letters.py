"""The letter that goes with a form: what it is for, how long it takes, who reads what, and that one may decline."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from email.policy import SMTP

from msgspec import Struct

from nextrung.counting import counted
from nextrung.views.form_words import AS_WHAT, as_day, at_least
from nextrung.views.invitation import Invitation
from nextrung.views.rounds import ALONE


class Letter(Struct, frozen=True):
    """A letter as texts."""

    subject: str
    text: str


def letter(invitation: Invitation, name: str, minutes: int, due: date | None) -> Letter:
    """The letter to ``name`` (may be empty); ``minutes`` is how long the form takes, ``due`` the day it is asked by."""
    person = invitation.person
    greeting = f"Hello {name}," if name else "Hello,"
    time = counted(minutes, "about a minute", "about {0} minutes")
    by = f" Please send it back by {as_day(due)}." if due else ""
    how = (
        f"Open the attached file in any browser; it needs no network and no account, and takes {time}. At the end it "
        f"makes a sealed file, or a text, to send back to me.{by}"
    )
    if invitation.part == "self":
        subject = "Your assessment, as a file"
        about = "Attached is an assessment of your own work. No result is shown in it; we look at that together."
        return Letter(subject, _paragraphs(greeting, about, how, _KEY))
    subject = f"How do you see the work of {person}?"
    about = (
        f"I would like to know how you see my work, as {AS_WHAT[invitation.part]}. It is for my own development, not "
        f"for hiring, pay or promotion."
    )
    if invitation.part == ALONE:
        reads = "You are the only manager I ask, so I see your answers as yours."
    else:
        reads = (
            f"I see answers only together with those of others like you, from {at_least(invitation.minimum)} replies "
            f"on, and examples without names. It is not anonymous: how an example is written may show who wrote it."
        )
    sealed = _COACH_KEY if invitation.coach_key else _KEY
    decline = "You may decline, without a reason; then just leave this letter. You may also take a reply back later."
    return Letter(
        subject,
        _paragraphs(greeting, about, how, f"{reads} {sealed}", decline, person),
    )


def draft(of: Letter, form: bytes, file_name: str) -> bytes:
    """The letter as a draft for a mail program (.eml), with the form attached and nobody to send it to yet."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = of.subject
    message["X-Unsent"] = "1"  # Outlook and Thunderbird open it to be written, not as received mail
    message.set_content(of.text)
    message.add_attachment(form, maintype="text", subtype="html", filename=file_name)
    return message.as_bytes()


_KEY = "The sealed file can be opened only with the data file that the form was made from."

_COACH_KEY = (
    "The sealed file goes back to me, but only my coach can open it; the program shows my coach what it shows me."
)


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(texts) + "\n"
