"""Replies are sealed to a key of the data folder (age-encryption.org/v1) and opened with its other half."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from msgspec.structs import replace

from nextrung.errors import NextRungError
from nextrung.lazy import lazy
from nextrung.sealing import header, sealed
from nextrung.sealing.refusals import DamagedSealError, SealError
from nextrung.views.invitation import Invitation

if TYPE_CHECKING:
    import pyrage
else:
    pyrage = lazy("pyrage")


class ReplyError(NextRungError):
    """A reply that cannot be taken, in one sentence; nothing of it is kept."""


def new_key() -> str:
    """A new private key, as a text."""
    return str(pyrage.x25519.Identity.generate())


def public_key(key: str) -> str:
    """What a form seals its reply to. Raises ReplyError when the kept key is damaged."""
    return str(_identity(key).to_public())


def require_public_key(text: str) -> str:
    """A public key as it was typed or pasted, without what stands around it. Raises ReplyError in a sentence."""
    try:
        return sealed.require_public_key(text)
    except SealError as error:
        raise ReplyError(str(error)) from error


def sealed_for(raw: bytes, recipient: str) -> bytes:
    """Bytes that only whoever has the key to ``recipient`` opens, as a text. Raises ReplyError for no public key."""
    to = pyrage.x25519.Recipient.from_str(require_public_key(recipient))
    return bytes(pyrage.encrypt(raw, [to], armored=True))


def round_key(key: str, round_: str) -> str:
    """The key that proves what belongs to one round: it may leave this data folder, whose own key never does."""
    return hmac.new(key.encode(), f"round {round_}".encode(), hashlib.sha256).hexdigest()


def proof_of(text: str, key: str) -> str:
    """What shows whoever holds a key that a text was written with it."""
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def proven(invitation: Invitation, key: str) -> Invitation:
    """The invitation with the proof that it was written with this key."""
    return replace(invitation, proof=_proof(invitation, key))


def require_proven(invitation: Invitation, key: str) -> None:
    """Raise ReplyError when an invitation was not written with this key, or was changed since."""
    # Sealing needs the public key alone, which every form holds: anybody who has one could seal what they like.
    if not hmac.compare_digest(invitation.proof.encode(), _proof(invitation, key).encode()):
        raise ReplyError("This reply belongs to no invitation of this data folder.")


def opened(sealed: bytes, key: str) -> bytes:
    """What a sealed reply holds: a file, or the text copied out of a message. Raises ReplyError."""
    whole = _unwrapped(sealed)
    identity = _identity(key)
    try:
        return bytes(pyrage.decrypt(whole, [identity]))
    except pyrage.DecryptError as error:
        raise ReplyError(
            "This reply cannot be opened here: it is damaged, or was sealed for another data folder."
        ) from error


def _unwrapped(sealed: bytes) -> bytes:
    """The bytes of a reply, be it a file or a text. Raises ReplyError."""
    try:
        whole = header.unwrapped(sealed)
    except DamagedSealError as error:
        raise ReplyError("This reply is damaged: some of its text is missing or was changed.") from error
    if whole is None:
        raise ReplyError("This is no reply: it has no text between “BEGIN” and “END AGE ENCRYPTED FILE”.")
    return whole


def _identity(key: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(key)
    except pyrage.IdentityError as error:
        raise ReplyError("The key for replies in this data folder is damaged; a backup may hold it.") from error


def _proof(invitation: Invitation, key: str) -> str:
    return proof_of(invitation.unproven(), key)
