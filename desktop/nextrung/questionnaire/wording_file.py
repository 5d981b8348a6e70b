"""Reads the wording rules of a language."""

from __future__ import annotations

import re

from nextrung import looking, resources, typed_yaml
from nextrung.questionnaire.wording_rules import WordingRules

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]+)*")


def load(language: str) -> WordingRules | None:
    """The wording rules for a language such as “en”, or None when the program brings none for it.

    Raises FindingsError when the file is not as it should be, ResourceError when the installation is incomplete.
    """
    if not _LANGUAGE.fullmatch(language):  # it becomes part of a path
        return None
    path = resources.assets("wording", f"{language}.yaml")
    return typed_yaml.read(path, WordingRules) if looking.is_file(path) else None
