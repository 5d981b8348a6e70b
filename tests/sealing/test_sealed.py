"""What is sealed opens with its passphrase or key alone, and all else is one sentence."""

from __future__ import annotations

import os
import time
import unicodedata
from threading import Thread

import pyrage
import pytest

from nextrung.sealing import file_key
from nextrung.sealing.passphrase import strength
from nextrung.sealing.refusals import DamagedSealError, PassphraseNeededError, SealError, WrongPassphraseError
from nextrung.sealing.sealed import Sealing, is_sealed, opened, sealed

PLAIN = b"Jana Nov\xc3\xa1k, level 3.4\n" * 9000
WORDS = "Grüße  an alle, café "

pytestmark = pytest.mark.usefixtures("quick_work")


def test_that_a_passphrase_opens_what_was_sealed_with_it_in_either_normal_form() -> None:
    for typed in ("NFC", "NFD"):
        made = sealed(PLAIN, Sealing(unicodedata.normalize(typed, WORDS)))
        assert is_sealed(made)
        assert b"Jana" not in made
        for tried in ("NFC", "NFD"):
            assert opened(made, given=unicodedata.normalize(tried, WORDS)) == PLAIN
        for wrong in (WORDS.strip(), WORDS.replace("  ", " "), WORDS.lower(), "x"):
            with pytest.raises(WrongPassphraseError, match="try again"):
                opened(made, given=wrong)
        for none in (None, ""):
            with pytest.raises(PassphraseNeededError):
                opened(made, given=none)


def test_that_nothing_is_sealed_with_an_empty_passphrase_or_for_what_is_no_key() -> None:
    with pytest.raises(SealError, match="empty"):
        sealed(PLAIN, Sealing())
    for text in ("age1", "jana@example.org", str(pyrage.x25519.Identity.generate())):
        with pytest.raises(SealError, match="no public key"):
            sealed(PLAIN, Sealing(public_key=text))


def test_that_a_key_opens_what_was_sealed_for_it_and_no_other_does() -> None:
    mine, other = (pyrage.x25519.Identity.generate() for _ in range(2))
    made = sealed(PLAIN, Sealing(public_key=f" {mine.to_public()}\n"))
    assert opened(made, identity=str(mine)) == PLAIN
    assert opened(made, identity=str(mine), given="not asked for") == PLAIN
    for identity in (str(other), None):
        with pytest.raises(SealError, match="a key that this data folder does not have"):
            opened(made, identity=identity)


@pytest.mark.parametrize("for_key", [False, True])
def test_that_every_cut_every_changed_place_and_a_doubled_file_are_damage(*, for_key: bool) -> None:
    mine = pyrage.x25519.Identity.generate()
    made = sealed(PLAIN[:60], Sealing(public_key=str(mine.to_public())) if for_key else Sealing("four words"))
    for cut in range(len(made)):
        with pytest.raises(SealError):
            opened(made[:cut], given="four words", identity=str(mine))
    for at in range(len(made)):
        with pytest.raises(SealError):
            opened(made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :], given="four words", identity=str(mine))
    for more in (made, b"\0"):
        with pytest.raises(DamagedSealError, match="was added"):
            opened(made + more, given="four words", identity=str(mine))


def test_that_a_changed_bit_that_stands_for_nothing_is_damage_too() -> None:
    """The last sign of the proof of a header has two bits more than the proof."""
    letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    made = sealed(PLAIN[:60], Sealing("four words"))
    at = made.index(b"\n", made.index(b"\n--- ") + 1) - 1
    written = letters.index(made[at])
    assert written % 4 == 0
    for unused in (1, 2, 3):
        with pytest.raises(DamagedSealError):
            opened(made[:at] + letters[written + unused :][:1] + made[at + 1 :], given="four words")


def test_that_a_file_that_asks_for_too_much_work_is_refused_before_any_is_done() -> None:
    made = sealed(PLAIN, Sealing("four words"))
    for work in ("21", "30", "63", "99"):
        began = time.process_time()
        with pytest.raises(SealError, match=f"2\\^{work} rounds"):
            opened(made.replace(b" 4\n", f" {work}\n".encode(), 1), given="four words")
        assert time.process_time() - began < 0.5
    for work in ("0", "04", "-4", "4 4", "999", "٤"):
        with pytest.raises(DamagedSealError):
            opened(made.replace(b" 4\n", f" {work}\n".encode(), 1), given="four words")


def test_that_a_header_without_an_end_is_read_no_further_than_a_header_may_be() -> None:
    endless = b"age-encryption.org/v1\n" + b"-> X25519 aaaa\n" * 2_000_000
    began = time.process_time()
    with pytest.raises(DamagedSealError):
        opened(endless, given="x", identity=str(pyrage.x25519.Identity.generate()))
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(("work", "size"), [(4, 60_000_000), (16, 10)])
def test_that_other_threads_go_on_while_a_file_is_sealed_and_opened(
    work: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both while a large content is worked on, and while a passphrase is."""
    monkeypatch.setattr(file_key, "WORK", work)
    content, turns = os.urandom(size), 0
    busy = Thread(target=lambda: opened(sealed(content, Sealing("four words")), given="four words"))
    busy.start()
    while busy.is_alive():
        time.sleep(0.001)
        turns += 1
    # a library that holds all threads until it is done leaves a turn or two between its calls
    assert turns > 25


@pytest.mark.parametrize(
    ("passphrase", "wanted"),
    [
        ("", "weak"),
        ("1", "weak"),
        ("password1", "weak"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "weak"),
        ("test test test test test", "weak"),
        ("Summer2026!", "weak"),
        ("12345678901234567890", "weak"),
        ("otter lantern gravel", "fair"),
        ("otter lantern gravel mosaic", "strong"),
        ("Grüße Laterne Kiesel Mosaik", "strong"),
        ("x7$Qm!2vK#9pL&w", "strong"),
    ],
)
def test_that_the_strength_is_what_a_guessing_program_would_make_of_it(passphrase: str, wanted: str) -> None:
    assert strength(passphrase) == wanted
