"""What is said of a questionnaire is listed once more before it is published: by kind, what bars it first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.questionnaire.authoring.findings import AuthoringFinding
from nextrung.ui import labels
from nextrung.ui.authoring.form import plain_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.dialog import Dialog
from nextrung.ui.widgets.fold import Fold
from nextrung.ui.widgets.text import TextLabel

_translate = QCoreApplication.translate
WIDTH = 560
MOST = 100
"""Kinds of findings that are listed, and places of each; of more, the number is said."""

Named = tuple[str, AuthoringFinding]
"""A finding with the name of the thing that it is about."""


class PublishDialog(Dialog):
    """Lists what bars the way, and what could be better; with the latter it may be published all the same."""

    agreed = Signal()
    first_wanted = Signal()
    """The first of what bars the way is to be mended."""

    def __init__(self, theme: Theme, version: str, findings: Sequence[Named], parent: QWidget) -> None:
        """List findings in the order of the questionnaire."""
        must = [entry for entry in findings if entry[1].must]
        better = [entry for entry in findings if not entry[1].must]
        title, accept = self.tr("Publish version {0}?").format(version), self.tr("Publish")
        if must:
            title, accept = self.tr("It cannot be published yet"), self.tr("Go to the first")
        super().__init__(theme, title, accept, WIDTH, parent)
        self.column.setSpacing(theme.space("s"))
        if must:
            self._list(must, _must_words(len(must)))
        if better:
            self._list(better, _better_words(len(better), publishable=not must))
        self.column.addStretch(1)
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self._ends_with = self.first_wanted if must else self.agreed

    def _list(self, findings: Sequence[Named], words: str) -> None:
        self.column.addWidget(TextLabel(words, "strong"))
        kinds: dict[str, Counter[str]] = {}
        for name, one in findings:
            kinds.setdefault(plain_words(one), Counter())[name] += 1
        often = sorted(kinds.items(), key=lambda entry: -entry[1].total())
        for sentence, places in islice(often, MOST):
            self._add_kind(sentence, places)
        if len(often) > MOST:
            self.column.addWidget(TextLabel(_more_words(len(often) - MOST), "small"))

    def _add_kind(self, sentence: str, places: Counter[str]) -> None:
        if places.total() == 1:
            self.column.addWidget(TextLabel(f"{next(iter(places))}: {sentence}"))
            return
        shown = labels.counted(places.total(), self.tr("In 1 place"), self.tr("In {0} places"))
        fold = Fold(
            self.theme, (shown, self.tr("Fold up")), partial(_places, places), about=sentence, lead=TextLabel(sentence)
        )
        self.column.addWidget(fold)

    @Slot()
    def _on_accept_clicked(self) -> None:
        self.accept()
        self._ends_with.emit()


def _places(places: Counter[str]) -> TextLabel:
    return TextLabel("\n".join(_place_lines(places)), "small")


def _place_lines(places: Counter[str]) -> Iterator[str]:
    for name, count in islice(places.items(), MOST):
        # several fields of one thing may lack the same, which is said once
        yield labels.counted(count, "{1}", _translate("authoring", "{1}, in {0} fields"), name)
    if len(places) > MOST:
        yield _more_words(len(places) - MOST)


def _must_words(count: int) -> str:
    return labels.counted(
        count,
        _translate("authoring", "1 thing must be mended first."),
        _translate("authoring", "{0} things must be mended first."),
    )


def _better_words(count: int, *, publishable: bool) -> str:
    if not publishable:
        return labels.counted(
            count,
            _translate("authoring", "1 thing could be better."),
            _translate("authoring", "{0} things could be better."),
        )
    return labels.counted(
        count,
        _translate(
            "authoring", "1 thing could be better. You can publish all the same: results say what they rest on."
        ),
        _translate(
            "authoring", "{0} things could be better. You can publish all the same: results say what they rest on."
        ),
    )


def _more_words(count: int) -> str:
    return _translate("authoring", "and {0} more").format(f"{count:,}")
