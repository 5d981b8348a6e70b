"""What macOS is told of the app: its Info.plist, and the oldest macOS that all its parts run on."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

IDENTIFIER = "org.nextrung.NextRung"
OLDEST = (13, 0)
"""The oldest macOS that Qt 6.10 runs on, as its wheels say."""
_FAT, _THIN_64 = 0xCAFEBABE, 0xFEEDFACF
_VERSION_MIN, _BUILD_VERSION = 0x24, 0x32
"""Load commands that say the oldest macOS: LC_VERSION_MIN_MACOSX of old linkers, LC_BUILD_VERSION of newer ones."""


def info(version: str, oldest: tuple[int, int] = OLDEST) -> dict[str, object]:
    """The entries of Info.plist that PyInstaller does not make itself."""
    return {
        "CFBundleDisplayName": "Next Rung",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDevelopmentRegion": "en",
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": f"{oldest[0]}.{oldest[1]}",
        "LSMultipleInstancesProhibited": True,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "The Next Rung authors, MIT licence",
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Next Rung data",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": ["org.nextrung.data"],
            },
            {
                "CFBundleTypeName": "Next Rung questionnaire",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": ["org.nextrung.questionnaire"],
            },
            {
                "CFBundleTypeName": "Next Rung reply",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": ["org.nextrung.reply"],
            },
            # macOS looks at the last ending alone, so that answers are JSON there: offered, never taken by default
            {
                "CFBundleTypeName": "Next Rung answers",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Alternate",
                "LSItemContentTypes": ["public.json"],
            },
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": "org.nextrung.data",
                "UTTypeDescription": "Next Rung data",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["nextrung"]},
            },
            {
                "UTTypeIdentifier": "org.nextrung.questionnaire",
                "UTTypeDescription": "Next Rung questionnaire",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["nextrung-questionnaire"]},
            },
            {
                "UTTypeIdentifier": "org.nextrung.reply",
                "UTTypeDescription": "Next Rung reply",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["nextrung-reply"]},
            },
        ],
    }


def oldest_system(binaries: Iterable[Path]) -> tuple[int, int]:
    """The oldest macOS that all of these run on, from what each says itself; never below ``OLDEST``.

    A wheel may be for a newer one than others of the same package: pip takes what fits where it is built.
    """
    return max([OLDEST, *(needed for path in binaries for needed in _needed(path.read_bytes()))])


def _needed(raw: bytes) -> Iterator[tuple[int, int]]:
    """The macOS that each part of a Mach-O file needs; nothing for other files."""
    if len(raw) < 32:
        return
    if struct.unpack_from(">I", raw)[0] == _FAT:
        # a part for each kind of processor: its kind, variant, offset, size and alignment
        for at in range(struct.unpack_from(">I", raw, 4)[0]):
            offset, size = struct.unpack_from(">8xII", raw, 8 + 20 * at)
            yield from _needed(raw[offset : offset + size])
        return
    if struct.unpack_from("<I", raw)[0] != _THIN_64:
        return
    at = 32
    for _ in range(struct.unpack_from("<I", raw, 16)[0]):
        command, size = struct.unpack_from("<II", raw, at)
        if command in (_VERSION_MIN, _BUILD_VERSION):
            packed = struct.unpack_from("<I", raw, at + (8 if command == _VERSION_MIN else 12))[0]
            yield packed >> 16, packed >> 8 & 0xFF
        at += size
