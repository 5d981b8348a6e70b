"""The number of a public key: short enough to be read aloud, long enough that no other key is found that has it."""

from __future__ import annotations

import hashlib

GROUPS, DIGITS = 4, 5
"""Twenty digits are 66 bits: to make a key with a given number takes some 10^20 tries."""


def check_number(key: str) -> str:
    """The number of a public key (``age1…``), in groups to be read aloud and compared."""
    number = int.from_bytes(hashlib.sha256(key.encode("ascii")).digest()) % 10 ** (GROUPS * DIGITS)
    digits = f"{number:0{GROUPS * DIGITS}d}"
    return " ".join(digits[at : at + DIGITS] for at in range(0, len(digits), DIGITS))
