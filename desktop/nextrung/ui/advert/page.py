"""The page of job adverts: the text on one side, what it seems to ask on the other, and the match below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from nextrung.ui import labels
from nextrung.ui.advert.areas import AskedAreas
from nextrung.ui.advert.state import AdvertView, AskedState, KeptTargets
from nextrung.ui.advert.text import AdvertText
from nextrung.ui.pay_in_adverts import pay_words
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button, WrappedLink
from nextrung.ui.widgets.cards import Card, beside
from nextrung.ui.widgets.coming import Coming, ComingParts
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.drop_page import DropPage
from nextrung.ui.widgets.dynamic import set_styled
from nextrung.ui.widgets.field import Field
from nextrung.ui.widgets.legend import Legend, Mark
from nextrung.ui.widgets.tab_order import keep_tab_order
from nextrung.ui.widgets.text import TextLabel

FOLD_BELOW = 900
"""Page width at a text size of 100 % under which text and areas stand one below the other."""
NAME_WIDTH = 260
"""Of the name of targets on the button that keeps them, at a text size of 100 %."""
SHARES = (4, 5)
"""Of the width, for the text and the areas."""


class AdvertPage(DropPage):
    """Shows adverts and what they seem to ask; nothing is kept before *Keep*."""

    back_requested = Signal()
    file_requested = Signal()
    paste_requested = Signal()
    kept = Signal()
    gaps_requested = Signal()
    role_chosen = Signal(str)
    level_changed = Signal(str, float)
    topic_ticked = Signal(str, bool)
    kept_opened = Signal(str)
    """Own targets that were made from adverts are to be shown again; their id."""
    advert_removed = Signal(int)
    """The advert at this place is to be left out."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty."""
        super().__init__(theme, "", parent)
        self._state: AskedState | None = None
        self.title.setText(self.tr("Targets from a job advert"))
        words = self.tr("Read on this computer. Each suggestion shows the words it rests on; you decide.")
        self.under_title.addWidget(TextLabel(words, "muted"), 1)
        self.back = self.way_back("back-from-advert")
        self.choose = Button(theme, self.tr("Choose a file…"))
        self.choose.setObjectName("choose-advert")
        self.paste = Button(theme, self.tr("Paste an advert"))
        self.paste.setObjectName("paste-advert")
        self.keep = Button(theme, "", "primary")
        self.keep.setObjectName("keep-advert")
        self.set_actions(self.back, self.choose, self.paste, self.keep)
        self._begin = TextLabel(
            self.tr(
                "Paste the text of an advert, drop a file here, or choose one: text, Word, OpenDocument, HTML or PDF"
                " with text, in English."
            ),
            "lead",
        )
        parts: tuple[Coming, ...] = (
            ("table", self.tr("The advert, with the words that speak of an area")),
            ("bars", self.tr("What it seems to ask, beside your levels; several adverts make one target")),
        )
        self._coming = ComingParts(theme, parts)
        self.column.addWidget(self._begin)
        self._kept = Card(theme)
        self._kept.body.addWidget(TextLabel(self.tr("Targets you made from adverts"), "heading"))
        self.kept_buttons: list[Button] = []
        self.column.addWidget(self._kept)
        self.column.addWidget(self._coming)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(theme.space("l"))
        # the text is read beside all areas, so its card is as high as theirs
        self._pair.addWidget(self._build_text(), SHARES[0])
        self._pair.addWidget(self._build_areas(), SHARES[1], Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(self._pair)
        self._foot = self._build_foot()
        self.column.addWidget(self._foot)
        self.column.addStretch(1)
        self.fold_below(FOLD_BELOW, self._pair)
        self.back.clicked.connect(self.back_requested)
        self.choose.clicked.connect(self.file_requested)
        self.paste.clicked.connect(self.paste_requested)
        self.keep.clicked.connect(self.kept)
        self.show_state(None)

    def _build_text(self) -> Card:
        self._text_card = Card(self.theme)
        self._which = Field(self.theme, self.tr("Advert"), "which-advert")
        self._named = TextLabel("", "strong")
        self.text = AdvertText(self.theme)
        self._facts = TextLabel("", "small")
        self._pay = TextLabel("", "small")
        marks: tuple[tuple[Mark, str], ...] = (
            ("words", self.tr("speaks of an area")),
            ("moving", self.tr("moves its target")),
        )
        self._marks = Legend(self.theme, *marks)
        self.remove = Button(self.theme, self.tr("Leave this advert out"), "link")
        self.remove.setObjectName("leave-advert-out")
        self.remove.clicked.connect(self._on_remove_clicked)
        heading = TextLabel(self.tr("The advert"), "heading")
        # what the colours mean stands before them: an advert is longer than a screen
        for widget in (heading, self._which, self._named, self._marks, self.text, self._facts, self._pay):
            self._text_card.body.addWidget(widget)
        self._text_card.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeading)
        self._which.box.currentIndexChanged.connect(self._on_which_index_changed)
        self.text.area_pointed.connect(self._on_text_area_pointed)
        return self._text_card

    def _build_areas(self) -> Card:
        self._area_card = Card(self.theme)
        self._role = Field(self.theme, self.tr("Start from"), "advert-role")
        heading = TextLabel(self.tr("What it seems to ask"), "heading")
        self.areas = AskedAreas(self.theme)
        self._agreed, self._none = TextLabel("", "muted"), TextLabel("", "muted")
        for widget in (heading, self._role, self.areas, self._agreed, self._none):
            self._area_card.body.addWidget(widget)
        self._role.box.activated.connect(self._on_role_activated)
        self.areas.level_changed.connect(self.level_changed)
        self.areas.topic_ticked.connect(self.topic_ticked)
        self.areas.area_pointed.connect(self._on_areas_area_pointed)
        return self._area_card

    def _build_foot(self) -> Card:
        card = Card(self.theme)
        self._match = TextLabel("", "heading")
        note = TextLabel(
            self.tr(
                "A word match finds topics, not how much of them the job needs. Move any target; once kept, the gaps,"
                " the plan and the report follow it."
            ),
            "muted",
        )
        self._gaps = Button(self.theme, self.tr("Keep and see the gaps"))
        self._gaps.setObjectName("advert-gaps")
        self._gaps.clicked.connect(self.gaps_requested)
        card.body.addLayout(beside(self.theme, (self._match, note), self._gaps))
        return card

    def show_state(self, state: AskedState | None, kept: Sequence[KeptTargets] = (), *, is_kept: bool = False) -> None:
        """Show adverts (``is_kept``: of targets that are kept already), or what targets were ``kept`` before."""
        self._state = state
        for card in (self._text_card, self._area_card, self._foot, self.keep):
            card.setVisible(state is not None)
        for part in (self._begin, self._coming):
            part.setVisible(state is None)
        self._show_kept(kept if state is None else ())
        self.hide_problem()
        self.paste.setText(self.tr("Paste an advert") if state is None else self.tr("Paste another"))
        # with an advert on show, to keep it is the one thing to do next
        set_styled(self.paste, "kind", "primary" if state is None else "plain")
        if state is None:
            return
        # a button shows one line, and a name may fill the window
        name = self.fontMetrics().elidedText(state.name, Qt.TextElideMode.ElideRight, self.theme.em(NAME_WIDTH))
        self.keep.setText(self.tr("Keep the changes") if is_kept else self.tr("Keep as “{0}”").format(name))
        self.keep.setToolTip(state.name if name != state.name else "")
        self.remove.setVisible(len(state.adverts) > 1)
        numbers = [(str(at), self._called(one, at)) for at, one in enumerate(state.adverts)]
        self._which.offer(numbers, self._which.chosen() if len(numbers) > 1 else "0")
        self._which.setVisible(len(numbers) > 1)
        self._role.offer(state.roles, state.role)
        self.areas.show_areas(state.areas, len(state.adverts))
        keep_tab_order((self._role.box, *self.areas.controls(), self._gaps))
        self._agreed.setText(self.tr("All of them ask for: {0}.").format(", ".join(state.all_ask)))
        self._agreed.setVisible(bool(state.all_ask))
        self._none.setText(self.tr("None of them mentions: {0}.").format(", ".join(state.none_asks)))
        self._none.setVisible(bool(state.none_asks))
        self._match.setText(self._match_words(state))
        self._show_advert()

    def _show_kept(self, kept: Sequence[KeptTargets]) -> None:
        discard(self.kept_buttons)
        self.kept_buttons = []
        for one in kept:
            words = labels.counted(
                one.adverts, self.tr("{1}, from 1 advert"), self.tr("{1}, from {0} adverts"), one.name
            )
            button = WrappedLink(self.theme, words)
            button.setObjectName(f"kept-{one.id}")
            button.setProperty("targets", one.id)
            button.clicked.connect(self._on_kept_button_clicked)
            self._kept.body.addWidget(button)
            self.kept_buttons.append(button)
        self._kept.setVisible(bool(kept))

    def _called(self, view: AdvertView, at: int) -> str:
        return view.title or self.tr("Advert {0}").format(at + 1)

    def _match_words(self, state: AskedState) -> str:
        if state.match is None or state.match_range is None:
            return self.tr("After an assessment your match to these targets stands here.")
        words = self.tr("Match to these targets: {0}, likely {1}")
        return words.format(labels.match(state.match), labels.match_range(*state.match_range))

    def _show_advert(self) -> None:
        if self._state is None:
            return
        at = max(0, self._which.box.currentIndex())
        view = self._state.adverts[min(at, len(self._state.adverts) - 1)]
        named = ", ".join(one for one in (view.title, view.employer, view.place) if one)
        self._named.setText(named)
        self._named.setVisible(bool(named))
        self.text.show_advert(view)
        facts = [
            labels.counted(view.words, self.tr("1 word read"), self.tr("{0} words read")),
            self.tr("{0} of {1} topics found").format(view.topics, self._state.facets),
        ]
        self._facts.setText(" · ".join(facts))
        self._pay.setVisible(view.pay is not None)
        if view.pay is not None:
            self._pay.setText(self.tr("Pay in this advert: {0}").format(pay_words(view.pay)))

    @Slot()
    def _on_kept_button_clicked(self) -> None:
        self.kept_opened.emit(str(self.sender().property("targets")))

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.advert_removed.emit(max(0, self._which.box.currentIndex()))

    @Slot()
    def _on_which_index_changed(self) -> None:
        self._show_advert()

    @Slot()
    def _on_role_activated(self) -> None:
        self.role_chosen.emit(self._role.chosen())

    @Slot(str)
    def _on_text_area_pointed(self, area: str) -> None:
        self.areas.point_to(area)

    @Slot(str)
    def _on_areas_area_pointed(self, area: str) -> None:
        self.text.point_to(area)
        self.areas.point_to(area)
