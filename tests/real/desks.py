"""The desks that the journeys are made at."""

from __future__ import annotations

from tests.real.screen import Desk

LAPTOP = Desk(1366, 768)
SCREENS = (LAPTOP, Desk(1280, 720, 1.5), Desk(1920, 1080), Desk(2560, 1440, 2), Desk(3840, 2160))
KEYBOARDS = tuple(Desk(keyboard=one) for one in ("us", "fr", "de", "cz", "ru", "be"))
LOCALES = tuple(Desk(locale=one) for one in ("en_US", "de_DE", "ar_EG", "he_IL", "ja_JP"))
WAYLAND = Desk(is_wayland=True)
EVERYWHERE = tuple(dict.fromkeys((*SCREENS, *KEYBOARDS, *LOCALES, WAYLAND)))
