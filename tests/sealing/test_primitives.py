"""What wraps file keys gives the values of the standards, and is none of ours alone: the library agrees with it."""

from __future__ import annotations

import secrets

import pyrage
import pytest

from nextrung.sealing import primitives
from nextrung.sealing.file_key import _scalar

NONCE = bytes.fromhex("070000004041424344454647")


def test_that_x25519_gives_the_values_of_rfc_7748() -> None:
    scalar = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
    point = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
    wanted = "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
    assert primitives.agreed(scalar, point).hex() == wanted
    own = bytes.fromhex("77076d0a7318a57d3c16c17251b26645df4c4c4f5a5b2b6a5a5a5a5a5a5a5a5a")
    other = secrets.token_bytes(32)
    # both sides of an agreement come to the same, whoever begins
    assert primitives.agreed(own, primitives.agreed(other)) == primitives.agreed(other, primitives.agreed(own))


def test_that_chacha20_gives_the_block_of_rfc_8439() -> None:
    block = primitives._block(bytes(range(32)), 1, bytes.fromhex("000000090000004a00000000"))
    assert block.hex() == (
        "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
        "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e"
    )


def test_that_the_key_for_the_proof_is_that_of_rfc_8439() -> None:
    key = bytes(range(0x80, 0xA0))
    block = primitives._block(key, 0, bytes.fromhex("000000000001020304050607"))
    assert block[:32].hex() == "8ad5a08b905f81cc815040274ab29471a833b637e3fd0da508dbb8e2fdd1a646"


def test_that_what_was_changed_or_has_another_key_is_not_decrypted() -> None:
    key, text = bytes(range(32)), b"sixteen bytes 16"
    made = primitives.encrypted(key, text, NONCE)
    assert primitives.decrypted(key, made, NONCE) == text
    for at in range(len(made)):
        changed = made[:at] + bytes([made[at] ^ 1]) + made[at + 1 :]
        assert primitives.decrypted(key, changed, NONCE) is None
    assert primitives.decrypted(bytes(32), made, NONCE) is None


@pytest.mark.parametrize("seed", range(20))
def test_that_a_private_key_of_the_library_has_the_public_half_that_it_says(seed: int) -> None:
    identity = pyrage.x25519.Identity.generate()
    letters = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    bits = 0
    for letter in str(identity.to_public()).removeprefix("age1")[:-6]:
        bits = bits << 5 | letters.index(letter)
    assert primitives.agreed(_scalar(str(identity))) == (bits >> 4).to_bytes(32, "big"), seed
