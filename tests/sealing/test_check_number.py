"""The number of a key is always the same, can be read aloud, and is another one for another key."""

from __future__ import annotations

import re

import pyrage

from nextrung.sealing.check_number import check_number


def test_that_a_key_has_one_number_in_groups_that_can_be_read_aloud() -> None:
    key = "age1jd40gqmljdahdqmfj3y0m0wpesrdysraae9hylp65l387s26u90qdry3dq"
    # by hand: the last twenty digits of int(sha256(key))
    assert check_number(key) == "23358 80234 53568 13485"


def test_that_other_keys_have_other_numbers() -> None:
    keys = [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(500)]
    numbers = {check_number(key) for key in keys}
    assert len(numbers) == len(keys)
    assert all(re.fullmatch(r"\d{5}( \d{5}){3}", number) for number in numbers)
