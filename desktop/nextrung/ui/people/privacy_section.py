"""The part of the settings for coaches: coach mode, hidden names, and the lock."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from nextrung.ui.encryption.offer import EncryptionOffer
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.announce import announce
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card
from nextrung.ui.widgets.flow_layout import FlowLayout
from nextrung.ui.widgets.inputs import NumberBox
from nextrung.ui.widgets.text import Caption, TextLabel
from nextrung.ui.widgets.tick import WrappedCheckBox
from nextrung.workspace.privacy import IDLE_MINUTES


class PrivacyState(Struct, frozen=True):
    """What the section shows. ``several`` says that there is a second person, so that coach mode changes nothing.

    Encrypted data are locked with their own passphrase, which is set elsewhere.
    """

    coach_mode: bool
    several: bool
    names_hidden: bool
    has_passphrase: bool
    idle_minutes: int
    is_encrypted: bool = False


class PrivacySection(Card):
    """Coach mode, hidden names, the lock."""

    coach_mode_toggled = Signal(bool)
    names_toggled = Signal()
    passphrase_asked = Signal(str)
    """A passphrase is to be set, changed or removed."""
    idle_chosen = Signal(int)
    lock_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the section empty."""
        super().__init__(theme, parent)
        self._purpose = "set"
        self.body.addWidget(TextLabel(self.tr("Coaching"), "heading"))
        self.coach_mode = WrappedCheckBox(self.tr("I coach others"))
        self.coach_mode.setObjectName("coach-mode")
        self._several = TextLabel(self.tr("With a second person here these pages always show."), "small")
        self.names = WrappedCheckBox(self.tr("Hide names everywhere"))
        self.names.setObjectName("settings-hide-names")
        about = TextLabel(self.tr("Shows people, sessions and the group."), "small")
        self.offer = EncryptionOffer(theme)
        self.offer.hide()
        for widget in (self.coach_mode, about, self._several, self.names, self.offer):
            self.body.addWidget(widget)
        self.body.addSpacing(theme.space("s"))
        self.body.addWidget(TextLabel(self.tr("Lock the screen"), "strong"))
        self._about_lock = TextLabel("", "muted")
        self.body.addWidget(self._about_lock)
        self._build_lock(theme)
        self._message = TextLabel("", "strong")
        self._message.setVisible(False)
        self.body.addWidget(self._message)
        self.coach_mode.clicked.connect(self.coach_mode_toggled)
        self.names.clicked.connect(self.names_toggled)

    def _build_lock(self, theme: Theme) -> None:
        self.keep = Button(theme, "")
        self.keep.setObjectName("keep-passphrase")
        self.remove = Button(theme, self.tr("Remove the lock…"), "link")
        self.remove.setObjectName("remove-passphrase")
        line = FlowLayout(theme.space("s"), theme.space("s"))
        for widget in (self.keep, self.remove):
            line.addWidget(widget)
        self.body.addLayout(line)
        self.idle = NumberBox()
        self.idle.setObjectName("idle-minutes")
        self.idle.setRange(*IDLE_MINUTES)
        self.idle.setSuffix(self.tr(" minutes"))
        self.idle.setAccessibleName(self.tr("Idle minutes until the screen locks"))
        after = Caption(self.tr("Lock after"), self.idle)
        self.lock = Button(theme, self.tr("Lock now"))
        self.lock.setObjectName("lock-now")
        self._after = QWidget()
        timing = FlowLayout(theme.space("s"), theme.space("s"), self._after)
        for part in (after, self.idle, self.lock):
            timing.addWidget(part)
        self.body.addWidget(self._after)
        self.keep.clicked.connect(self._on_keep_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.idle.valueChanged.connect(self.idle_chosen)
        self.lock.clicked.connect(self.lock_requested)

    def show_state(self, state: PrivacyState) -> None:
        """Show how things stand."""
        self.coach_mode.setChecked(state.coach_mode or state.several)
        self.coach_mode.setEnabled(not state.several)
        self._several.setVisible(state.several)
        self.names.setChecked(state.names_hidden)
        self.names.setVisible(state.coach_mode or state.several)
        change, switch_on = self.tr("Change the passphrase…"), self.tr("Switch the lock on…")
        self._purpose = "change" if state.has_passphrase else "set"
        self.keep.setText(change if state.has_passphrase else switch_on)
        self._about_lock.setText(self._say_of_lock(is_encrypted=state.is_encrypted))
        self.keep.setVisible(not state.is_encrypted)
        self.remove.setVisible(state.has_passphrase and not state.is_encrypted)
        self._after.setVisible(state.has_passphrase or state.is_encrypted)
        # ``valueChanged`` comes for a value set by program as well, and would be kept as if it were chosen
        blocked = self.idle.blockSignals(True)
        self.idle.setValue(state.idle_minutes)
        self.idle.blockSignals(blocked)

    def _say_of_lock(self, *, is_encrypted: bool) -> str:
        if is_encrypted:
            return self.tr(
                "After some minutes without a key or a click your encrypted data are closed, and nothing of them is on "
                "the screen until they are opened with their passphrase."
            )
        return self.tr(
            "After some minutes without a key or a click, and at every start, every window is covered until the "
            "passphrase is typed. The data file itself is not encrypted: whoever can read the files of this account "
            "can read it."
        )

    def show_message(self, message: str) -> None:
        """Say what was done or refused."""
        self._message.setText(message)
        self._message.setVisible(bool(message))
        announce(self, message)

    @Slot()
    def _on_keep_clicked(self) -> None:
        self.passphrase_asked.emit(self._purpose)

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.passphrase_asked.emit("remove")
