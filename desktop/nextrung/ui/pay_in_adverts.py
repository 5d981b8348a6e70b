"""Pay that job adverts name, in words."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from nextrung.advert.pay import AdvertPay
from nextrung.ui import labels

_translate = QCoreApplication.translate


def pay_words(pay: AdvertPay) -> str:
    """As the advert has it, with its period, its currency where the words name none, and its day where it names one."""
    periods = {
        "year": _translate("pay in adverts", "{0} a year"),
        "month": _translate("pay in adverts", "{0} a month"),
        "week": _translate("pay in adverts", "{0} a week"),
        "day": _translate("pay in adverts", "{0} a day"),
        "hour": _translate("pay in adverts", "{0} an hour"),
    }
    words = [periods[pay.period].format(pay.words)]
    words.append(pay.currency if pay.currency else _translate("pay in adverts", "no currency named"))
    if pay.date:
        day = labels.day(date.fromisoformat(pay.date))
        words.append(_translate("pay in adverts", "advert of {0}").format(day))
    return ", ".join(words)
