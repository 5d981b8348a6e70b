"""The questionnaires that assessments were taken with, as they are kept: proven where they are installed ones."""

from __future__ import annotations

import zlib

from nextrung.errors import DamagedError, FindingsError
from nextrung.questionnaire import files
from nextrung.questionnaire.model import Questionnaire
from nextrung.store import contents, sqlite

PROOF = "content_proof"
"""Setting with a line for each kept version: fingerprint, length and checksum. What differs is damaged, not read."""


def kept_content(connection: sqlite.Connection, fingerprint: str) -> Questionnaire:
    """The content kept under a fingerprint. Raises DamagedError when it is missing or cannot be read."""
    text = contents.content(connection, fingerprint)
    if text is None:
        raise DamagedError("The questionnaire of an assessment is missing from the data file.")
    try:
        return files.from_json(text)
    except FindingsError as error:
        raise DamagedError("The questionnaire kept with an assessment is damaged.") from error


def kept_as_installed(connection: sqlite.Connection, fingerprint: str) -> Questionnaire | None:
    """The content kept of the installed files, when it is to the last byte what was once made of them; else None."""
    try:
        text = contents.content(connection, fingerprint)
        if text is None or _proof(fingerprint, text) not in _proofs(connection):
            return None
        return files.from_json(text)
    except (FindingsError, DamagedError):  # of another version's shape, or damaged
        return None


def keep_as_installed(
    connection: sqlite.Connection, fingerprint: str, questionnaire: Questionnaire, moment: str
) -> None:
    """Keep what was read from the installed files, in the place of what is there under their fingerprint.

    Raises DatabaseError.
    """
    text = files.to_json(questionnaire)
    identity = (questionnaire.id, questionnaire.version)
    contents.keep_content(connection, fingerprint, identity, text, moment)
    contents.mend_content(connection, fingerprint, text)
    others = [line for line in _proofs(connection) if line.split(" ", 1)[0] != fingerprint]
    contents.keep_setting(connection, PROOF, "\n".join([*others, _proof(fingerprint, text)]))


def _proofs(connection: sqlite.Connection) -> list[str]:
    return (contents.setting(connection, PROOF) or "").splitlines()


def _proof(fingerprint: str, text: str) -> str:
    raw = text.encode()
    # against damage, not against a forger, who could write this line as well; hashlib costs the start 4 MiB
    return f"{fingerprint} {len(raw)} {zlib.crc32(raw):08x}"
