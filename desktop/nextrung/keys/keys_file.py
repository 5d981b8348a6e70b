"""The file with the keys of encrypted data: written whole, read with suspicion, opened with what a person has."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

import msgspec
from msgspec import Struct

from nextrung.intake import entering
from nextrung.intake.entering import EntryError
from nextrung.keys import slots
from nextrung.keys.data_key import DataKey
from nextrung.keys.refusals import KeysFileError, WrongDataPassphraseError, WrongRecoveryKeyError
from nextrung.keys.slots import Kind, Slot
from nextrung.whole_file import written_whole

FORMAT = "nextrung.keys"
FORMAT_VERSION = 1
_MOST_SLOTS = 8
_SALT, _NONCE, _WRAPPED = 16, 24, 48
_LENGTHS = {"salt": _SALT, "nonce": _NONCE, "wrapped": _WRAPPED}


class _WrittenSlot(Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind
    salt: str
    nonce: str
    wrapped: str
    rounds: int = 0
    memory: int = 0


class _Head(Struct, frozen=True):
    format: str
    format_version: int


class _Written(_Head, frozen=True, forbid_unknown_fields=True):
    key: str
    slots: list[_WrittenSlot]


class Keys(Struct, frozen=True):
    """The slots of one data key. ``key`` is the id of that key, which says nothing of it."""

    key: str
    slots: tuple[Slot, ...]

    def has(self, kind: Kind) -> bool:
        """Whether there is a slot of this kind."""
        return any(slot.kind == kind for slot in self.slots)

    def by_passphrase(self, passphrase: str) -> DataKey:
        """The data key; takes up to a second. Raises WrongDataPassphraseError, KeysFileError."""
        for slot in self._of("passphrase"):
            try:
                return self._proven(slots.by_passphrase(slot, passphrase))
            except WrongDataPassphraseError:
                continue
        raise WrongDataPassphraseError

    def by_recovery(self, typed: str) -> DataKey:
        """The data key. Raises MistypedRecoveryKeyError, WrongRecoveryKeyError, KeysFileError."""
        for slot in self._of("recovery"):
            try:
                return self._proven(slots.by_recovery(slot, typed))
            except WrongRecoveryKeyError:
                continue
        raise WrongRecoveryKeyError

    def with_passphrase(self, key: DataKey, passphrase: str) -> Keys:
        """The same keys, opened by this passphrase in the place of the one before. Raises KeysFileError."""
        return self._with(slots.for_passphrase(key, passphrase))

    def with_recovery(self, key: DataKey, typed: str) -> Keys:
        """The same keys, opened by this recovery key in the place of the one before."""
        return self._with(slots.for_recovery(key, typed))

    def _with(self, slot: Slot) -> Keys:
        return Keys(self.key, (*(one for one in self.slots if one.kind != slot.kind), slot))

    def _of(self, kind: Kind) -> tuple[Slot, ...]:
        return tuple(slot for slot in self.slots if slot.kind == kind)

    def _proven(self, key: DataKey) -> DataKey:
        if key.id != self.key:
            raise KeysFileError("The slots of the keys hold different keys, so they are damaged. Nothing was changed.")
        return key


def made(key: DataKey, passphrase: str) -> Keys:
    """Keys with one slot, for a passphrase. Raises KeysFileError."""
    return Keys(key.id, (slots.for_passphrase(key, passphrase),))


def read(path: Path) -> Keys:
    """The keys in a file; no work is done for them yet. Raises KeysFileError in one sentence."""
    try:
        return from_bytes(entering.whole(path, entering.KEYS), path)
    except EntryError as error:
        raise KeysFileError(f"The keys of the data cannot be read. {error} Nothing was changed.") from error


def from_bytes(raw: bytes, path: Path) -> Keys:
    """The keys written in ``raw``, which came from ``path``. Raises KeysFileError."""
    try:
        is_newer = _is_newer(raw)
        found = None if is_newer else _decoded(raw)
    except (ValueError, RecursionError) as error:
        raise KeysFileError(
            f"{path} is damaged or no file with keys, so the data cannot be opened with it. Bring a copy of it back,"
            " such as the one beside a backup. Nothing was changed."
        ) from error
    if found is None:
        raise KeysFileError(f"{path} was written by a newer Next Rung; open the data with that version.")
    for slot in found.slots:
        slots.require_bounded(slot)
    return found


def _is_newer(raw: bytes) -> bool:
    """Whether a newer version wrote this. Raises ValueError when it is no file with keys."""
    head = msgspec.json.decode(raw, type=_Head)
    if head.format != FORMAT or head.format_version < 1:
        raise ValueError(head.format)
    return head.format_version > FORMAT_VERSION


def _decoded(raw: bytes) -> Keys:
    written = msgspec.json.decode(raw, type=_Written)
    if not 1 <= len(written.slots) <= _MOST_SLOTS:
        raise ValueError(len(written.slots))
    return Keys(written.key, tuple(Slot(one.kind, *_bytes_of(one), one.rounds, one.memory) for one in written.slots))


def to_bytes(keys: Keys) -> bytes:
    """The keys as they are written to a file."""
    written = _Written(
        format=FORMAT, format_version=FORMAT_VERSION, key=keys.key, slots=[_written(slot) for slot in keys.slots]
    )
    return msgspec.json.format(msgspec.json.encode(written), indent=1) + b"\n"


def write(keys: Keys, path: Path) -> None:
    """Put the keys into a file, on disk when this returns: all of it or what was there before. Raises OSError."""
    with written_whole(path) as beside:
        beside.write_bytes(to_bytes(keys))


def _written(slot: Slot) -> _WrittenSlot:
    salt, nonce, wrapped = (base64.b64encode(one).decode("ascii") for one in (slot.salt, slot.nonce, slot.wrapped))
    return _WrittenSlot(slot.kind, salt, nonce, wrapped, slot.rounds, slot.memory)


def _bytes_of(slot: _WrittenSlot) -> tuple[bytes, bytes, bytes]:
    """Salt, nonce and wrapped key. Raises ValueError when one is not as long as it must be."""
    found = []
    for name, length in _LENGTHS.items():
        try:
            raw = base64.b64decode(getattr(slot, name), validate=True)
        except binascii.Error as error:
            raise ValueError(name) from error
        if len(raw) != length:
            raise ValueError(name)
        found.append(raw)
    salt, nonce, wrapped = found
    return salt, nonce, wrapped
