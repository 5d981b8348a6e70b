"""The one place of language, direction, digits and days on screen.

The program speaks English until a translation of it is there. On a system in another language everything follows the
texts: a mirrored window, other digits or another order of ranges around English sentences would be wrong in both
languages. For the same reason Qt's own texts are translated only together with the program's.
"""

from __future__ import annotations

import sys
import unicodedata

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from nextrung.ui.key_names import KeyNames

DAY = "d MMM yyyy"
"""How days are written on all pages and in all fields, as Qt names it: the month has its name, so that it is no day."""
_AMERICAN = (QLocale.Country.UnitedStates, QLocale.Country.Canada, QLocale.Country.Philippines)
"""Where English is written as in the United States."""
_SIGNS = str.maketrans(
    {
        "\N{ARABIC DECIMAL SEPARATOR}": ".",
        "\N{ARABIC THOUSANDS SEPARATOR}": "",
        "\N{MINUS SIGN}": "-",
        "\N{NO-BREAK SPACE}": "",
        "\N{NARROW NO-BREAK SPACE}": "",
    }
)


def settle(application: QApplication) -> None:
    """Make every number, day and window follow the language of the texts, and keys be called as on this system."""
    QLocale.setDefault(english(QLocale.system()))
    application.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    # elsewhere keys are called as the texts call them, and no text need be looked at
    if sys.platform == "darwin" and application.findChild(KeyNames) is None:
        application.installTranslator(KeyNames(application))


def english(system: QLocale) -> QLocale:
    """English as it is written where the system is."""
    american = system.territory() in _AMERICAN
    return QLocale(
        QLocale.Language.English, QLocale.Country.UnitedStates if american else QLocale.Country.UnitedKingdom
    )


def time_pattern() -> str:
    """How the time of day is written, to the minute, as Qt names it."""
    # in some places even a short time has seconds
    return QLocale().timeFormat(QLocale.FormatType.ShortFormat).replace(":ss", "")


def plain_number(typed: str, system: QLocale | None = None) -> str:
    """A number as it may be typed on this system, with plain digits and a point; what is none stays as it is.

    A comma is a decimal one where the system writes decimals with it, and else between thousands.
    """
    system = system or QLocale.system()
    # keyboards of many languages type their own digits, while QLocale takes those of its own language alone
    plain = "".join(str(unicodedata.digit(one)) if one.isdigit() else one for one in typed).translate(_SIGNS)
    point, group = system.decimalPoint(), system.groupSeparator()
    if point == "," and "," in plain:
        return plain.replace(group, "").replace(",", ".")
    return plain
