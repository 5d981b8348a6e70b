"""The file with keys: what opens it, what does not, and what hostile or damaged ones cost."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from nextrung import paths
from nextrung.keys import keys_file, recovery_key, slots
from nextrung.keys.data_key import DataKey
from nextrung.keys.refusals import (
    KeysFileError,
    MistypedRecoveryKeyError,
    WrongDataPassphraseError,
    WrongRecoveryKeyError,
)

WORDS = "Zaun Fünf tulpen"
KEY = DataKey.new()
KEYS = keys_file.made(KEY, WORDS)
RECOVERY = recovery_key.new()
KIB = 1024


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / paths.KEYS
    keys_file.write(KEYS.with_recovery(KEY, RECOVERY), found)
    return found


def test_that_passphrase_and_recovery_key_open_the_same_key(path: Path) -> None:
    found = keys_file.read(path)
    assert found.by_passphrase(WORDS) == KEY
    assert found.by_recovery(RECOVERY) == KEY
    assert (found.has("passphrase"), found.has("recovery"), KEYS.has("recovery")) == (True, True, False)


def test_that_a_passphrase_is_the_same_however_its_letters_are_put_together(path: Path) -> None:
    assert keys_file.read(path).by_passphrase("Zaun Fu\u0308nf tulpen") == KEY


def test_that_another_passphrase_or_recovery_key_opens_nothing(path: Path) -> None:
    found = keys_file.read(path)
    with pytest.raises(WrongDataPassphraseError):
        found.by_passphrase(WORDS + " ")
    with pytest.raises(WrongRecoveryKeyError):
        found.by_recovery(recovery_key.new())
    with pytest.raises(WrongRecoveryKeyError):
        KEYS.by_recovery(RECOVERY)


def test_that_a_new_passphrase_takes_the_place_of_the_old_one() -> None:
    changed = KEYS.with_recovery(KEY, RECOVERY).with_passphrase(KEY, "another one")
    assert changed.by_passphrase("another one") == KEY
    assert changed.by_recovery(RECOVERY) == KEY
    with pytest.raises(WrongDataPassphraseError):
        changed.by_passphrase(WORDS)


def test_that_a_recovery_key_is_read_as_people_type_it() -> None:
    shown = recovery_key.new()
    groups = shown.split(" ")
    assert [len(one) for one in groups] == [4] * 8
    as_typed = shown.lower().replace(" ", "-").replace("0", "o").replace("1", "l")
    assert recovery_key.read(as_typed) == recovery_key.read(shown.replace(" ", ""))


def test_that_a_mistyped_recovery_key_says_so() -> None:
    shown = recovery_key.new()
    other = ("3" if shown[0] != "3" else "4") + shown[1:]
    with pytest.raises(MistypedRecoveryKeyError, match="it has 32 letters and digits, not 31"):
        recovery_key.read(shown[:-1])
    with pytest.raises(MistypedRecoveryKeyError, match="“U” is never part of one"):
        recovery_key.read("u" + shown[1:])
    with pytest.raises(MistypedRecoveryKeyError, match="is another one"):
        recovery_key.read(other)


def test_that_the_file_is_the_owner_alone_and_holds_no_key(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    raw = path.read_bytes()
    assert KEY.raw not in raw
    assert KEY.raw.hex() not in raw.decode()
    assert KEY.raw.hex() not in f"{KEY!r} {KEY}"


def test_that_every_damaged_or_truncated_file_is_one_sentence(path: Path) -> None:
    whole = path.read_bytes()
    for raw in (
        b"",
        b"{}",
        b"[" * 30_000,
        whole[:-2],
        whole[: len(whole) // 2],
        b"\0" * 500,
        whole.replace(b"=", b"%"),
    ):
        path.write_bytes(raw)
        with pytest.raises(KeysFileError) as caught:
            keys_file.read(path)
        assert "is damaged or no file with keys" in str(caught.value)
        assert "\n" not in str(caught.value)


def test_that_a_missing_one_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KeysFileError, match="cannot be read"):
        keys_file.read(tmp_path / paths.KEYS)


def test_that_one_of_a_newer_version_is_named_as_such(path: Path) -> None:
    raw = json.loads(path.read_bytes())
    path.write_text(json.dumps({**raw, "format_version": 2, "more": 1}), encoding="utf-8")
    with pytest.raises(KeysFileError, match="newer Next Rung"):
        keys_file.read(path)


@pytest.mark.parametrize("field", ["salt", "nonce", "wrapped", "rounds", "memory"])
def test_that_a_changed_slot_opens_no_more(path: Path, field: str) -> None:
    raw = json.loads(path.read_bytes())
    (slot,) = [one for one in raw["slots"] if one["kind"] == "passphrase"]
    changes = {"rounds": 2, "memory": slots.MEMORY // 2}
    slot[field] = changes.get(field) or ("A" if slot[field][0] != "A" else "B") + slot[field][1:]
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.raises(WrongDataPassphraseError):
        keys_file.read(path).by_passphrase(WORDS)


@pytest.mark.parametrize(
    ("field", "value"), [("memory", 64 * 1024**3), ("memory", 0), ("memory", -1), ("rounds", 10**9)]
)
def test_that_absurd_work_is_refused_without_any(path: Path, field: str, value: int) -> None:
    resource = pytest.importorskip("resource", reason="Windows tells no memory this way")
    raw = json.loads(path.read_bytes())
    for slot in raw["slots"]:
        slot[field] = value
    path.write_text(json.dumps(raw), encoding="utf-8")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(KeysFileError, match="at most 16 rounds in 512 MiB are done"):
        keys_file.read(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16 * KIB


def test_that_slots_of_different_keys_are_damage(path: Path) -> None:
    other = keys_file.made(DataKey.new(), WORDS)
    mixed = keys_file.Keys(KEYS.key, other.slots)
    keys_file.write(mixed, path)
    with pytest.raises(KeysFileError, match="hold different keys"):
        keys_file.read(path).by_passphrase(WORDS)
