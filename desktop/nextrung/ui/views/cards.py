"""The cards beside the chart: who is asked and what is shown of them, what to talk about, and how it stays private."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui import labels
from nextrung.ui.theme.theme import Theme
from nextrung.ui.views import words
from nextrung.ui.views.state import AskedRow, Reader, TalkRow
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, beside
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.table import TextTable
from nextrung.ui.widgets.text import TextLabel
from nextrung.views.invitation import Part
from nextrung.views.picture import MOST_TALKED_ABOUT, RaterGroup
from nextrung.views.rounds import ALONE, GROUPS

SHARES = (0.5, 0.2, 0.3)


class GroupsCard(Card):
    """Each group that is asked, with what is shown of it or what it takes."""

    release_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, of_client: bool = False) -> None:
        """Build the card empty; ``of_client`` tells whether somebody else reads it than the person it is about."""
        super().__init__(theme, parent)
        self._of_client = of_client
        self.heading = TextLabel(self.tr("What is shown"), "heading")
        self.body.addWidget(self.heading)
        self._groups: dict[Part, tuple[QWidget, TextLabel, Button]] = {}
        for part in (ALONE, *GROUPS):
            said, show = TextLabel(""), Button(theme, self.tr("Show"))
            show.setObjectName(f"show-{part}")
            show.setProperty("part", part)
            show.clicked.connect(self._on_show_clicked)
            holder = QWidget()
            line = beside(theme, (said,), show)
            line.setContentsMargins(0, 0, 0, 0)
            holder.setLayout(line)
            self._groups[part] = (holder, said, show)
            self.body.addWidget(holder)

    def show_groups(self, groups: tuple[RaterGroup, ...], reader: Reader) -> None:
        """Show the groups of a round; those whose replies are with a coach are shown by the coach."""
        found = {one.part: one for one in groups}
        self.setVisible(bool(found))
        for part, (holder, said, show) in self._groups.items():
            holder.setVisible(part in found)
            if part in found:
                known = reader != "coach" or found[part].answered
                said.setText(
                    words.of_group(found[part], of_client=self._of_client) if known else words.with_coach(found[part])
                )
                show.setVisible(not found[part].missing and reader != "coach")
                show.setText(self.tr("Show again") if found[part].shown else self.tr("Show"))
                show.setAccessibleName(f"{show.text()}: {words.group(part, of_client=self._of_client)}")

    @Slot()
    def _on_show_clicked(self) -> None:
        self.release_requested.emit(str(self.sender().property("part")))


class AskedCard(Card):
    """Everybody who is asked, and what can be done about one of them."""

    form_requested = Signal(str)
    letter_requested = Signal(str)
    mail_requested = Signal(str)
    removal_requested = Signal(str)
    deletion_requested = Signal()
    handing_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self._theme = theme
        self._ids: tuple[str, ...] = ()
        self._open: frozenset[str] = frozenset()
        self._whole: frozenset[str] = frozenset()
        self._reader: Reader = "here"
        self.body.addWidget(TextLabel(self.tr("Who you asked"), "heading"))
        headings = [self.tr("Who"), self.tr("Asked on"), self.tr("Reply")]
        self.table = TextTable(self.tr("Who is asked"), headings, texts=True, shares=SHARES)
        self.table.setObjectName("asked-table")
        self.body.addWidget(self.table)
        self.form = self._action(self.tr("Save the form…"), "save-ask-form")
        self.letter = self._action(self.tr("Copy the letter"), "copy-letter")
        self.mail = self._action(self.tr("Save as a mail…"), "save-letter")
        self.remove = self._action("", "remove-asked")
        actions = FlowLayout(theme.space("s"), theme.space("s"))
        self.delete = self._action(self.tr("Delete this round"), "delete-round")
        self.hand = self._action("", "hand-over")
        for button in (self.form, self.letter, self.mail, self.remove, self.hand, self.delete):
            actions.addWidget(button)
        self.body.addLayout(actions)
        self.form.clicked.connect(self._on_form_clicked)
        self.letter.clicked.connect(self._on_letter_clicked)
        self.mail.clicked.connect(self._on_mail_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.delete.clicked.connect(self.deletion_requested)
        self.hand.clicked.connect(self.handing_requested)
        self.table.selectionModel().currentRowChanged.connect(self._on_table_row_changed)

    def _action(self, text: str, name: str) -> Button:
        button = Button(self._theme, text)
        button.setObjectName(name)
        return button

    def show_rows(self, rows: tuple[AskedRow, ...], reader: Reader, *, has_round: bool) -> None:
        """Show who is asked; ``has_round`` tells whether there is a round that can be deleted."""
        self._reader = reader
        texts = {"coach": self.tr("Save the round for your coach…"), "for_client": self.tr("Hand over what is shown…")}
        self.hand.setText(texts.get(reader, ""))
        self.hand.setVisible(reader in texts)
        self.setVisible(bool(rows))
        self.delete.setVisible(has_round)
        self._ids = tuple(one.asked.id for one in rows)
        self._open = frozenset(one.asked.id for one in rows if one.answered_at is None)
        self._whole = frozenset(one.asked.id for one in rows if one.form is not None)
        self.table.set_rows(
            [(words.asked(one), labels.day(one.asked.asked_at), words.reply_of(one, reader)) for one in rows]
        )
        if self._ids and not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        self._show_actions()

    def _chosen(self) -> str:
        at = self.table.currentIndex().row()
        return self._ids[at] if 0 <= at < len(self._ids) else ""

    def _show_actions(self) -> None:
        chosen = self._chosen()
        # whoever made the round asks in it; here it is only read
        of_others = self._reader == "for_client" and chosen in self._open and chosen not in self._whole
        for button in (self.form, self.letter, self.mail):
            button.setEnabled(chosen in self._open and not of_others)
        self.remove.setEnabled(bool(chosen) and not of_others)
        back = self.tr("Delete from this list") if chosen in self._whole else self.tr("Take the reply back…")
        self.remove.setText(self.tr("Do not ask") if chosen in self._open else back)

    @Slot()
    def _on_table_row_changed(self) -> None:
        self._show_actions()

    @Slot()
    def _on_form_clicked(self) -> None:
        self.form_requested.emit(self._chosen())

    @Slot()
    def _on_letter_clicked(self) -> None:
        self.letter_requested.emit(self._chosen())

    @Slot()
    def _on_mail_clicked(self) -> None:
        self.mail_requested.emit(self._chosen())

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removal_requested.emit(self._chosen())


class TalkCard(Card):
    """The widest differences that can be told, each with a question to ask."""

    plan_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the card empty."""
        super().__init__(theme, parent)
        self.body.addWidget(TextLabel(self.tr("Talk about these"), "heading"))
        self._slots: list[tuple[QWidget, TextLabel, TextLabel, Button]] = []
        for at in range(MOST_TALKED_ABOUT):
            self._build_slot(theme, at)

    def _build_slot(self, theme: Theme, at: int) -> None:
        name, said = TextLabel("", "strong"), TextLabel("", "muted")
        plan = Button(theme, self.tr("Into the plan"), "link")
        plan.setObjectName(f"talk-into-plan-{at}")
        plan.setProperty("place", at)
        plan.clicked.connect(self._on_plan_clicked)
        card = Card(theme, inset=True)
        for part in (name, said, plan):
            card.body.addWidget(part)
        self._slots.append((card, name, said, plan))
        self.body.addWidget(card)

    def show_rows(self, rows: tuple[TalkRow, ...]) -> None:
        """Show the differences."""
        self.setVisible(bool(rows))
        for at, (card, name, said, plan) in enumerate(self._slots):
            card.setVisible(at < len(rows))
            if at < len(rows):
                name.setText(f"{rows[at].name}: {words.comparison(rows[at].comparison)}")
                said.setText(words.talk(rows[at]))
                plan.setAccessibleName(f"{plan.text()}: {rows[at].name}")

    @Slot()
    def _on_plan_clicked(self) -> None:
        self.plan_requested.emit(int(self.sender().property("place")))


def private_card(theme: Theme) -> Card:
    """How it stays private, in a few sentences."""
    card = Card(theme)
    card.body.addWidget(TextLabel(card.tr("How this stays private"), "heading"))
    said = card.tr(
        "Each person gets one file, opens it in a browser without a network, and sends one sealed file back. Whoever "
        "opens your data file can open it; in a round that names a coach, whoever opens the coach’s. Nobody is shown "
        "alone but the manager, who is told so."
    )
    card.body.addWidget(TextLabel(said, "muted"))
    card.body.addWidget(Rule())
    more = card.tr("These views never change your levels or your match, and are not for hiring, pay or promotion.")
    card.body.addWidget(TextLabel(more, "small"))
    return card
