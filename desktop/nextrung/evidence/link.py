"""What a link of an example leads to: a page, a file, or nothing that is ever opened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from msgspec import Struct

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")
_DRIVE = re.compile(r"/?[A-Za-z]:[\\/]")


class LinkTarget(Struct, frozen=True):
    """Where a link leads: a page on the web, whose address is ``text``, or a file by its path."""

    kind: Literal["page", "file"]
    text: str


def target_of(link: str) -> LinkTarget | None:
    """What a link leads to; None for anything but a page of the web and a file by its whole path.

    Other schemes would start programs, and a path that is not whole would be another file on each start.
    """
    if link.lower().startswith(("http://", "https://")):
        try:
            return LinkTarget("page", link) if urlsplit(link).hostname else None
        except ValueError:
            return None
    path = link
    if link.lower().startswith("file://"):
        path = unquote(link[len("file://") :])
        path = path[1:] if _DRIVE.match(path) and path.startswith("/") else path
    elif _SCHEME.match(link) and not _DRIVE.match(link):
        return None
    if path.startswith("~/"):
        path = str(Path.home() / path[2:])
    return LinkTarget("file", path) if path.startswith(("/", "\\\\")) or _DRIVE.match(path) else None
