"""The overview page: useful from the first minute, and after three years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from nextrung.lazy import lazy
from nextrung.ui import labels, match_words
from nextrung.ui.overview.marks import MatchTrend, PayBand, PayBands
from nextrung.ui.overview.state import OverTime, OverviewState, StepEntry
from nextrung.ui.results.beside import sureness_words
from nextrung.ui.results.summary import FigureCard
from nextrung.ui.theme.theme import Theme
from nextrung.ui.widgets.buttons import Button
from nextrung.ui.widgets.cards import Card, Rule, beside, row
from nextrung.ui.widgets.discard import discard
from nextrung.ui.widgets.drop_down import DropDown
from nextrung.ui.widgets.level_scale import LevelScale, ScaleMarks
from nextrung.ui.widgets.page import Page
from nextrung.ui.widgets.share_bar import ShareBar
from nextrung.ui.widgets.text import Caption, TagLabel, TagLook, TextLabel
from nextrung.ui.widgets.undo_role import UndoRole

if TYPE_CHECKING:
    from nextrung.ui.assess import home as assess_home
    from nextrung.ui.assess.home import OpenCard
    from nextrung.ui.salary.state import RungState, SalaryState
else:
    assess_home = lazy("nextrung.ui.assess.home")

FOLD_BELOW = 760
STEPS_HERE = 3
"""Steps of the plan on this page; the plan has all of them."""


class OverviewPage(Page):
    """Renders the overview; every card leads to the place that says more."""

    continue_requested = Signal(str)
    assess_requested = Signal()
    role_chosen = Signal(str)
    place_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Build the page empty; ``show_state`` fills it."""
        super().__init__(theme, "", parent)
        self.role = DropDown()
        self.role.setObjectName("overview-role")
        self.role.setProperty("inline", True)
        self.role.setAccessibleName(self.tr("Role you are preparing for"))
        self._for = Caption(self.tr("You are preparing for"), self.role, "muted")
        for widget in (self._for, self.role):
            self.under_title.addWidget(widget)
        self.undo_role = UndoRole(theme, self)  # after the role, so that the Tab key comes to it there
        self.under_title.addWidget(self.undo_role)
        self.under_title.addStretch(1)
        self._worked_out = self.explain("overview")
        self._open_card: OpenCard | None = None
        self._start = self._build_start()
        self.column.addWidget(self._start)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(theme.space("l"))
        for card in (self._build_match(), self._build_gap(), self._build_pay()):
            self._top.addWidget(card, 1)
        self.column.addLayout(self._top)
        self._bottom = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._bottom.setSpacing(theme.space("l"))
        self._bottom.addWidget(self._build_steps(), 3)
        self._bottom.addWidget(self._build_judgement(), 2)
        self.column.addLayout(self._bottom)
        self.column.addStretch(1)
        # ``activated`` comes from the person alone: filling the box asks for nothing
        self.role.activated.connect(self._on_role_activated)
        self.fold_below(FOLD_BELOW, self._top, self._bottom)

    # building

    def _build_start(self) -> Card:
        card = Card(self.theme, accented=True)
        self._start_name = TextLabel("", "heading")
        self._start_words = TextLabel("", "muted")
        self.start = Button(self.theme, self.tr("Go to the assessment"), "primary")
        self.start.setObjectName("overview-start")
        self.start.clicked.connect(self.assess_requested)
        words = (self._start_name, self._start_words)
        card.body.addLayout(beside(self.theme, words, self.start))
        return card

    def _build_match(self) -> Card:
        self._match = FigureCard(self.theme, self.tr("Match to the role"), stacked=True)
        self._trend = MatchTrend(self.theme, 56)
        self._band, self._beside = "", ""
        self._match.body.addWidget(self._trend)
        self._add_link(self._match, self.tr("See the results"), "results")
        return self._match

    def _build_gap(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("To work on first"), "muted"))
        self._gap_name = TextLabel("", "question")
        self._gap_words = TextLabel("", "muted")
        self._gap_mark = LevelScale(self.theme, 44)
        for widget in (self._gap_name, self._gap_words):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        card.body.addWidget(self._gap_mark)
        self._add_link(card, self.tr("See what to do"), "plan")
        return card

    def _build_pay(self) -> Card:
        self._pay_card = card = Card(self.theme)
        self._pay_heading = TextLabel("", "muted")
        self._pay = TextLabel("", "title")
        self._pay_words = TextLabel("", "small")
        self._pay_bands = PayBands(self.theme, 34)
        for widget in (self._pay_heading, self._pay, self._pay_words):
            card.body.addWidget(widget)
        card.body.addStretch(1)
        card.body.addWidget(self._pay_bands)
        self._add_link(card, self.tr("See pay and sources"), "salary")
        return card

    def _build_steps(self) -> Card:
        card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("Next steps in your plan"), "heading"))
        self._steps = QVBoxLayout()
        self._steps.setSpacing(self.theme.space("m"))
        card.body.addSpacing(self.theme.space("xs"))
        card.body.addLayout(self._steps)
        card.body.addStretch(1)
        self._add_link(card, self.tr("Go to the plan"), "plan")
        self._shown_steps: list[QWidget] = []
        return card

    def _build_judgement(self) -> Card:
        self._judgement_card = card = Card(self.theme)
        card.body.addWidget(TextLabel(self.tr("How sure, how right"), "heading"))
        self._judgement = TextLabel("", "muted")
        self._sure = ShareBar(self.theme, self.tr("Sure"), "other", card)
        self._right = ShareBar(self.theme, self.tr("Right"), "accent", card)
        card.body.addWidget(self._judgement)
        card.body.addSpacing(self.theme.space("s"))
        for bar in (self._sure, self._right):
            card.body.addWidget(bar)
            card.body.addSpacing(self.theme.space("xs"))
        card.body.addStretch(1)
        return card

    def _add_link(self, card: Card, words: str, place: str) -> None:
        button = Button(self.theme, words, "link")
        button.setObjectName(f"overview-{place}")
        button.setProperty("leads_to", place)
        button.clicked.connect(self._on_link_clicked)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)  # where reading begins

    # showing

    def show_state(self, state: OverviewState) -> None:
        """Show the overview."""
        greeting = {
            "morning": self.tr("Good morning"),
            "afternoon": self.tr("Good afternoon"),
            "evening": self.tr("Good evening"),
        }[state.part_of_day]
        self.title.setText(self.tr("{0}, {1}").format(greeting, state.name) if state.name else greeting)
        self.role.clear()
        for option in state.roles:
            self.role.addItem(option.name, option.id)
        self.role.setCurrentIndex(self.role.findData(state.role.id))
        self._for.setVisible(bool(state.roles))
        self.role.setVisible(bool(state.roles))
        self._show_open(state)
        self._show_start(state)
        self._show_match(state)
        self._show_gap(state)
        self._show_steps(state)
        self._show_judgement(state)
        self.show_footnote(labels.no_pilot() if state.draft else "")

    def _show_start(self, state: OverviewState) -> None:
        """What to do first: a first assessment, or the full one after a quick one."""
        # an open assessment has a card of its own, with the one primary button of the page
        self._start.setVisible(state.opened is None and (not state.assessed or state.to_deepen > 0))
        if state.to_deepen:
            self._start_name.setText(self.tr("Deepen your last quick assessment"))
            one = self.tr("1 more question turns it into a full one, with narrower ranges; nothing is asked twice.")
            many = self.tr("{0} more questions turn it into a full one, with narrower ranges; nothing is asked twice.")
            self._start_words.setText(labels.counted(state.to_deepen, one, many))
            return
        self._start_name.setText(self.tr("Begin with an assessment"))
        self._start_words.setText(
            self.tr("Your match, what to work on first, pay and next steps will be here once you have finished one.")
        )

    def _show_open(self, state: OverviewState) -> None:
        if self._open_card is not None:
            discard([self._open_card])
            self._open_card = None
        if state.opened is not None:
            self._open_card = assess_home.OpenCard(self.theme, state.opened)
            self._open_card.make_first(first=True)
            self._open_card.continue_requested.connect(self.continue_requested)
            self.column.insertWidget(0, self._open_card)
            # a card made later comes last for Tab, although it stands on top
            QWidget.setTabOrder(self._worked_out, self._open_card.go_on)

    def _show_match(self, state: OverviewState) -> None:
        # what has changed follows after the first paint; until then nothing of an earlier look may stand there
        self._match.show_change("", "plain")
        notes = state.match_notes
        self._band, self._beside = "", ""
        if state.match is None or state.match_range is None or notes is None or notes.band is None:
            self._match.figure.setText("–")
            self._match.aside.setText("")
            words = self.tr("How near your answers are to the role, with the likely range, will be here.")
            self._match.show_below("", match_words.unscored_words(notes) if notes else words)
            self._trend.show_points((), "")
            return
        self._match.figure.setText(labels.match(state.match))
        self._match.aside.setText(self.tr("of 100, likely {0}").format(labels.match_range(*state.match_range)))
        self._band = labels.band(notes.band)
        self._beside = match_words.beside_in_short(notes)
        self._match.show_below(self._band, self._beside)

    def show_over_time(self, state: OverTime) -> None:
        """Show the trend, and what has changed; empty while there is no result."""
        if not state.trend:
            return
        self._show_shift(state)
        values = ", ".join(labels.match(point.value) for point in state.trend)
        self._trend.show_points(state.trend, self.tr("Match over time: {0}").format(values))

    def _show_shift(self, state: OverTime) -> None:
        if state.before is None or state.after is None or state.call is None:
            return
        call = {
            "clear": self.tr("a clear change"),
            "probable": self.tr("a probable change"),
            "within_noise": self.tr("within noise"),
        }[state.call]
        # what may be chance has no colour
        look: TagLook = "plain" if state.call == "within_noise" else "good" if state.after >= state.before else "gap"
        ends = (labels.level(state.before), labels.level(state.after), labels.change(state.before, state.after))
        self._match.show_change(self.tr("Overall level {0} to {1}: {2}").format(*ends), look)
        since = self.tr("since {0}, {1}").format(labels.day(state.since), call)
        self._match.show_below(self._band, "\n".join(part for part in (since, self._beside) if part))

    def _show_gap(self, state: OverviewState) -> None:
        gap = state.gap
        if gap is None:
            self._gap_name.setText("–" if state.no_focus is None else self.tr("None named"))
            none_yet = self.tr("The area to work on first will be here.")
            self._gap_words.setText(none_yet if state.no_focus is None else labels.why_no_gap(state.no_focus))
            self._gap_mark.show_standing(None, "")
            return
        self._gap_name.setText(gap.name)
        text = self.tr("You are at {0}, likely {1}. The role asks for {2}.")
        words = text.format(
            labels.level(gap.level), labels.level_range(gap.low, gap.high), labels.target_level(gap.target)
        )
        self._gap_words.setText(words)
        standing = ScaleMarks(gap.level, gap.low, gap.high, gap.target)
        self._gap_mark.show_standing(standing, f"{gap.name}. {words}")

    def show_pay(self, salary: SalaryState | None) -> None:
        """Show what the rungs pay; None while there is no result."""
        matched, following = (salary.matched, salary.following) if salary else (None, None)
        shown = matched or following
        if shown is None:
            self._pay_heading.setText(self.tr("Pay for the rung you match"))
            self._pay.setText("–")
            self._pay_words.setText(self.tr("What that rung pays, from published figures, will be here."))
            self._pay_bands.show_bands(None, None)
            return
        heading = self.tr("Pay for the rung you match") if matched else self.tr("Pay for the next rung")
        self._pay_heading.setText(heading)
        self._pay.setText(_band_words(shown))
        words = [shown.name]
        if matched and following:
            words.append(self.tr("next rung {0}").format(_band_words(following)))
        if salary and salary.matched_beside:
            names = ", ".join(rung.name for rung in salary.matched_beside)
            words.append(self.tr("also: {0}").format(names))
        about = self.tr("United States, middle half, an estimate from published figures of 2025, {0}")
        words.append(about.format(shown.error_words))
        self._pay_words.setText(" · ".join(words))
        ends = [
            PayBand(rung.low, rung.high, rung.soft_low, rung.soft_high) if rung else None
            for rung in (matched, following)
        ]
        self._pay_bands.show_bands(ends[0], ends[1])

    def _show_steps(self, state: OverviewState) -> None:
        discard(self._shown_steps)
        self._shown_steps = []
        for number, step in enumerate(state.steps[:STEPS_HERE]):
            if number:
                self._add_step(Rule())
            self._add_step(self._step_view(step))
        if not state.steps:
            words = self.tr("Steps you take on from the results will be here, with their dates.")
            self._add_step(TextLabel(words, "muted"))

    def _add_step(self, widget: QWidget) -> None:
        self._steps.addWidget(widget)
        self._shown_steps.append(widget)

    def _step_view(self, step: StepEntry) -> QWidget:
        holder = QWidget()
        words = QVBoxLayout()
        words.setSpacing(self.theme.space("hair"))
        words.addWidget(TextLabel(step.title))
        if step.area:
            words.addWidget(TextLabel(step.area, "small"))
        line = row(spacing=self.theme.space("m"))
        line.addLayout(words, 1)
        if step.due is not None:
            looks: dict[str, TagLook] = {"overdue": "gap", "soon": "gap"}
            line.addWidget(TagLabel(self._due_words(step), looks.get(step.urgency, "plain")))
        holder.setLayout(line)
        return holder

    def _due_words(self, step: StepEntry) -> str:
        if step.due is None:
            return ""
        day = labels.near_day(step.due, step.today)
        return self.tr("overdue, {0}").format(day) if step.urgency == "overdue" else self.tr("due {0}").format(day)

    def _show_judgement(self, state: OverviewState) -> None:
        self._pay_card.setVisible(state.has_pay)
        self._judgement_card.setVisible(state.has_checks)
        calibration = state.calibration
        known = calibration is not None and calibration.n > 0 and state.judged_enough
        self._sure.setVisible(known)
        self._right.setVisible(known)
        if calibration is None or state.sureness is None:
            self._judgement.setText(self.tr("How sure you were in situations, and how often right, will be here."))
            return
        if not state.judged_enough:
            one = self.tr("1 situation or check answered; from {1} on, judgement is shown here.")
            many = self.tr("{0} situations and checks answered; from {1} on, judgement is shown here.")
            self._judgement.setText(labels.counted(state.judged, one, many, state.least_judged))
            return
        said = sureness_words(state.sureness, calibration, state.least_judged)
        if calibration.mean_confidence is None or calibration.share_right is None:
            counted = self.tr("{0} situations and checks answered.").format(state.judged)
            self._judgement.setText(f"{counted} {said}")
            return
        sure, right = calibration.mean_confidence, calibration.share_right
        self._sure.show_share(sure)
        self._right.show_share(right)
        text = self.tr(
            "In {0} situations and checks you were {1} % sure on average, and chose the best answer in {2} %."
        )
        counted = text.format(calibration.n, labels.points(sure), labels.points(right))
        self._judgement.setText(f"{counted} {said}")

    # what the person does

    @Slot()
    def _on_link_clicked(self) -> None:
        # one slot for all links: each carries the place it leads to
        button = self.sender()
        if isinstance(button, Button):
            self.place_requested.emit(button.property("leads_to"))

    @Slot(int)
    def _on_role_activated(self, index: int) -> None:
        self.role_chosen.emit(self.role.itemData(index))


def _band_words(rung: RungState) -> str:
    """The middle half of a rung in thousands of dollars."""
    return f"${rung.low / 1000:.0f}k–${rung.high / 1000:.0f}k"
