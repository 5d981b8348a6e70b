"""A Python that is too old is told so in one sentence."""

import ast
from pathlib import Path

import pytest

from launcher.old_python import stop_if_too_old, too_old_sentence

PROJECT = Path(__file__).parents[2]


def test_that_a_new_enough_python_is_left_alone() -> None:
    assert too_old_sentence((3, 11, 0), "desktop") is None
    assert too_old_sentence((3, 14, 1), "desktop") is None
    assert too_old_sentence((4, 0, 0), "desktop") is None


def test_that_an_old_python_is_told_what_to_install() -> None:
    sentence = too_old_sentence((3, 10, 13), "desktop", find_command=lambda _name: None)
    assert sentence is not None
    assert "needs Python 3.11 or later, and this is Python 3.10.13" in sentence
    assert "sudo apt-get install python3.11" in sentence


def test_that_a_newer_python_that_is_there_already_is_named() -> None:
    sentence = too_old_sentence((3, 9, 2), "tests", find_command=lambda name: name if name == "python3.12" else None)
    assert sentence is not None
    assert sentence.endswith("start it with python3.12 tests")


def test_that_an_old_python_ends_with_status_one_and_no_traceback() -> None:
    with pytest.raises(SystemExit) as caught:
        stop_if_too_old((3, 6, 15), "desktop")
    assert isinstance(caught.value.code, str)  # a text as the status is printed, and ends with status 1


@pytest.mark.parametrize(
    "path",
    ["desktop/__main__.py", "tests/__main__.py", "desktop/launcher/__init__.py", "desktop/launcher/old_python.py"],
)
def test_that_an_old_python_can_read_the_files_up_to_that_sentence(path: str) -> None:
    ast.parse((PROJECT / path).read_text(encoding="utf-8"), feature_version=(3, 6))
