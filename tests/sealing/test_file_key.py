"""File keys are wrapped with the libraries as the standards say, and with the same keys as the age format."""

from __future__ import annotations

import secrets

import pyrage
import pytest
from nacl import bindings as sodium

from nextrung.sealing import file_key
from nextrung.sealing.refusals import DamagedSealError


def test_that_an_agreement_gives_the_values_of_rfc_7748() -> None:
    scalar = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    point = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    wanted = "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    assert file_key._agreed(scalar, point).hex() == wanted
    one, other = secrets.token_bytes(32), secrets.token_bytes(32)
    # both sides of an agreement come to the same, whoever begins
    theirs = file_key._agreed(other, sodium.crypto_scalarmult_base(one))
    assert file_key._agreed(one, sodium.crypto_scalarmult_base(other)) == theirs


@pytest.mark.parametrize("point", [b"", bytes(31), b"\x09" + bytes(32), bytes(32), b"\x01" + bytes(31)])
def test_that_nothing_is_agreed_with_what_is_no_point_or_gives_everybody_the_same(point: bytes) -> None:
    with pytest.raises(DamagedSealError):
        file_key._agreed(secrets.token_bytes(32), point)


def test_that_a_derived_key_begins_as_in_rfc_5869() -> None:
    made = file_key._derived(b"\x0b" * 22, bytes(range(13)), bytes(range(0xF0, 0xFA)))
    assert made.hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
    unsalted = file_key._derived(b"\x0b" * 22, b"", b"")
    assert unsalted.hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


def test_that_what_wraps_a_key_is_the_second_block_of_rfc_8439() -> None:
    """Its first block makes the proof; zeros show the second as it is (test vector 2 of appendix A.1)."""
    assert file_key._wrapped(bytes(32), bytes(16))[:16].hex() == "9f07e7be5551387a98ba977c732d080d"


def test_that_what_was_changed_cut_or_has_another_key_is_not_unwrapped() -> None:
    key, text = bytes(range(32)), b"sixteen bytes 16"
    made = file_key._wrapped(key, text)
    assert file_key._unwrapped(key, made) == text
    for at in range(len(made)):
        changed = made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :]
        assert file_key._unwrapped(key, changed) is None
        assert file_key._unwrapped(key, made[:at]) is None
    assert file_key._unwrapped(key, made + b"\0") is None
    assert file_key._unwrapped(bytes(32), made) is None


@pytest.mark.parametrize("seed", range(20))
def test_that_a_private_key_of_the_library_has_the_public_half_that_it_says(seed: int) -> None:
    identity = pyrage.x25519.Identity.generate()
    letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = 0
    for letter in str(identity.to_public()).removeprefix("age1")[:-6]:
        bits = bits << 5 | letters.index(letter)
    public = sodium.crypto_scalarmult_base(file_key._scalar(str(identity)))
    assert public == (bits >> 4).to_bytes(32, "big"), seed
