"""The theme in force: follows the look of the system; hands out colours, fonts, icons and the style."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
    QTransform,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from nextrung.lazy import lazy
from nextrung.resources import required
from nextrung.ui.theme import tokens
from nextrung.ui.theme.applied_style import AppliedStyle
from nextrung.ui.theme.tokens import DARK, Scheme, Tokens
from nextrung.ui.theme.touch import LARGE_TARGETS, has_touch_screen

if TYPE_CHECKING:
    from nextrung.ui.theme import swipe
else:
    swipe = lazy("nextrung.ui.theme.swipe")

FONT = "Inter"
"""Comes with the program; for systems that name no font of their own."""
ICON = 18
"""Size of an icon in device-independent pixels at a text size of 100 %."""
POINTING = frozenset({"back"})
"""Icons that point along the way of reading, and so the other way in languages read from right to left."""
CHIP = 14
"""What the style puts above and below the text of a chip, together, in device-independent pixels."""
SHADE = 0.4
"""Opacity, 0 to 1, of the colour over a window behind a dialog."""
TEXT_SCALES = (1.0, 2.0)
"""Smallest and largest text size."""
FRAMED_BY_QT = ("windows", "cocoa")
"""Platforms where the bar above a window is light or dark as Qt is; elsewhere the desktop alone says so."""
PLAIN = "QLabel, QToolTip { qproperty-textFormat: PlainText; }"
"""For every window, those that Qt itself makes among them: no label and no tooltip guesses whether a text is markup.

A text that is taken for markup has files read and network paths opened, and anybody may have written it.
"""


def apply_application_style(application: QApplication, style: str = "") -> None:
    """Have every label and tooltip of the application show letters, never markup, and everything wear ``style``.

    Set once and left alone: Qt styles all widgets there are anew for it, also those that are just going, and was seen
    to crash on one of them.
    """
    if not application.styleSheet():
        application.setStyleSheet(PLAIN + style)


def stands_for_no_font(family: str) -> bool:
    """Whether the name of a font leads to whatever comes next, which may well have serifs."""
    # names on which Qt and fontconfig fall back where a desktop sets none
    if family.lower() in ("sans serif", "sans", "", "dejavu sans", "helvetica"):
        return True
    # macOS names its own font by one that begins with a dot and is in no list
    return not family.startswith(".") and not QFontDatabase.hasFamily(family)


class Theme(QObject):
    """The one theme of the program; widgets that paint themselves listen to ``changed``."""

    changed = Signal()
    restyled = Signal(bool)
    """The style is another one, and whether sizes are others too; comes before ``changed``."""

    def __init__(
        self, application: QApplication, assets: Path, scheme: Scheme | None = None, text_scale: float = TEXT_SCALES[0]
    ) -> None:
        """Style ``application``; ``scheme`` None follows the system. Raises ResourceError."""
        super().__init__(application)
        self.application = application
        """The application that is styled."""
        self._assets = assets
        self._fixed = scheme
        self._text_scale = _within(text_scale)
        self._is_touched = has_touch_screen()
        # icons as drawn, by name, size, width, pixels in a device-independent one, and whether they are turned round
        self._shapes: dict[tuple[str, int, int, float, bool], tuple[QPixmap, bool]] = {}
        self.tokens: Tokens = tokens.load(assets / "themes" / "tokens.json")
        self.style = ""
        """The style sheet in force."""
        self._font = self._base_font()
        hints = QGuiApplication.styleHints()
        # two signals, as a desktop may switch its contrast without switching between light and dark
        hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_scheme_changed)
        self._match_frame()
        self.scheme: Scheme = self._wanted_scheme()
        self._apply()
        apply_application_style(application, self.style)

    def choose(self, scheme: Scheme | None, text_scale: float | None = None) -> None:
        """Switch at once to a scheme (None: the system's) and a text size from 1.0 to 2.0."""
        self._fixed = scheme
        before = self._text_scale
        if text_scale is not None:
            self._text_scale = _within(text_scale)
        self._match_frame()
        self.scheme = self._wanted_scheme()
        self._apply()
        # first of all: whoever listens to ``changed`` measures and paints in the new style
        self.restyled.emit(self._text_scale != before)
        self.changed.emit()

    def apply_style(self, root: QWidget, *, at_once: bool = True) -> None:
        """Keep a window or a page in the style in force.

        The first style is worn by the application: Qt reads it once, and each widget puts it on once. Any other one is
        put on each root, for at a switch of the application's Qt would restyle every widget of every page. ``at_once``
        is for what is measured while it is built; else that style comes with the first look, and building without it
        is quicker. Out of sight, colours change when the page is next seen; sizes change at once, for pages lay
        themselves out by them.
        """
        AppliedStyle(self, root, at_once=at_once)
        if self._is_touched:
            swipe.SwipeScrolling(root)

    def style_of_root(self) -> str:
        """The style sheet of a window or a page: none where the application wears the style in force."""
        return "" if self.application.styleSheet() == PLAIN + self.style else self.style

    @Slot()
    def _on_system_scheme_changed(self) -> None:
        # no switch to the scheme that is there: each restyles whatever is in sight
        if self._fixed is None and self._wanted_scheme() != self.scheme:
            self.choose(None)

    @property
    def chosen(self) -> Scheme | None:
        """The scheme that was chosen; None follows the system."""
        return self._fixed

    @property
    def text_scale(self) -> float:
        """The text size, 1.0 to 2.0."""
        return self._text_scale

    def color(self, name: str) -> QColor:
        """The colour called ``name`` in the present scheme."""
        return QColor(self.tokens.colors[self.scheme][name])

    def shade(self) -> QColor:
        """What a window behind a dialog is darkened with."""
        shade = self.color("bg") if self.scheme in DARK else self.color("text")
        shade.setAlphaF(SHADE)
        return shade

    def points(self, name: str) -> float:
        """A text size in points at the present text size."""
        return self.tokens.points(name, self._body_points())

    def font(self, name: str, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The system font in the size called ``name``."""
        font = QFont(self._font)
        font.setPointSizeF(self.points(name))
        font.setWeight(weight)
        return font

    def font_metrics(self, name: str) -> QFontMetrics:
        """What a text in the size called ``name`` measures."""
        return QFontMetrics(self.font(name))

    def space(self, name: str) -> int:
        """A distance in device-independent pixels."""
        return self.tokens.space[name]

    def size(self, name: str) -> int:
        """The width or height of a part that does not follow its text, in device-independent pixels."""
        return self.tokens.size[name]

    def em(self, pixels: float) -> int:
        """A width that holds text: ``pixels`` at a text size of 100 %, more at larger ones."""
        return round(pixels * self._body_points() / self.tokens.body_points)

    def radius(self, name: str) -> int:
        """A corner radius in device-independent pixels."""
        return self.tokens.radius[name]

    def icon(self, name: str, color: str = "muted", chosen: str = "accent", *, width: int = ICON) -> QIcon:
        """An icon of the set, tinted; ``chosen`` is its colour while checked. ``width`` may leave air at both sides."""
        size = self.em(ICON)
        icon = QIcon(self.pixmap(name, color, size, width))
        icon.addPixmap(self.pixmap(name, chosen, size, width), QIcon.Mode.Normal, QIcon.State.On)
        # else Qt makes up a grey one, of whose contrast the theme knows nothing
        icon.addPixmap(self.pixmap(name, "faint", size, width), QIcon.Mode.Disabled, QIcon.State.Off)
        return icon

    def pixmap(self, name: str, color: str, size: int, width: int = 0) -> QPixmap:
        """An icon drawn at ``size`` device-independent pixels in the middle of ``width``, sharp on any screen."""
        shape, tinted = self._shape(name, size, max(size, width))
        drawn = QPixmap(shape)
        if tinted:
            tint = QPixmap(shape.size())
            tint.fill(self.color(color))
            painter = QPainter(drawn)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
            painter.drawPixmap(0, 0, tint)  # fillRect would have Qt's hundreds of gradients loaded
            painter.end()
        return drawn

    def _shape(self, name: str, size: int, width: int) -> tuple[QPixmap, bool]:
        """An icon in black, and whether it is to be tinted; drawn once, as reading it takes longer than tinting."""
        # drawn in the pixels of the screen, or an icon would be blurred on a dense one
        ratio = self.application.devicePixelRatio()
        turned = name in POINTING and self.application.isRightToLeft()
        key = (name, size, width, ratio, turned)
        if key not in self._shapes:
            drawn = QPixmap(QSize(round(width * ratio), round(size * ratio)))
            drawn.fill(Qt.GlobalColor.transparent)
            svg = (self._assets / "icons" / f"{name}.svg").read_bytes()
            renderer = QSvgRenderer(svg)
            painter = QPainter(drawn)
            renderer.render(painter, QRectF((width - size) / 2 * ratio, 0, size * ratio, size * ratio))
            painter.end()
            if turned:
                drawn = drawn.transformed(QTransform().scale(-1, 1))
            # last of all: until here the pixmap is drawn in its own pixels
            drawn.setDevicePixelRatio(ratio)
            self._shapes[key] = (drawn, b"currentColor" in svg)
        return self._shapes[key]

    def _wanted_scheme(self) -> Scheme:
        if self._fixed is not None:
            return self._fixed
        hints = QGuiApplication.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast_dark" if dark else "contrast"
        return "dark" if dark else "light"

    def _match_frame(self) -> None:
        """Have the bar above each window follow the chosen scheme, or the system again where none is chosen."""
        if self.application.platformName() in FRAMED_BY_QT:
            QGuiApplication.styleHints().setColorScheme(frame_scheme(self._fixed))

    def _body_points(self) -> float:
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
        # a system's size below that of the design would make texts too small to read at 100 %
        return max(system, self.tokens.body_points) * self._text_scale

    def _base_font(self) -> QFont:
        """The system's font; where it names none that is there, the one of the reports, which comes along."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        if stands_for_no_font(font.family()):
            for weight in ("Regular", "SemiBold"):
                QFontDatabase.addApplicationFont(str(self._assets / "report" / "fonts" / f"{FONT}-{weight}.otf"))
            font.setFamily(FONT)
        return font

    def _apply(self) -> None:
        self.application.setPalette(self._palette())
        font = QFont(self._font)
        font.setPointSizeF(self._body_points())
        self.application.setFont(font)
        values: dict[str, object] = dict(self.tokens.colors[self.scheme])
        values |= {name: f"{self.points(name):.2f}" for name in self.tokens.text_sizes}
        values |= {f"radius_{name}": size for name, size in self.tokens.radius.items()}
        values |= self._marks()
        for name in ("chevron", "chevron_on", "check"):
            # addresses in a style sheet have forward slashes on every system
            values[name] = (self._assets / "themes" / f"{name}-{self.scheme}.svg").as_posix()
        self.style = self._filled(values) + (LARGE_TARGETS if self._is_touched else "")

    def _filled(self, values: dict[str, object]) -> str:
        """The style sheet of the program with its values. Raises ResourceError."""
        file = self._assets / "themes" / "style.qss"
        with required(file):
            return Template(file.read_text(encoding="utf-8")).substitute(values)

    def _marks(self) -> dict[str, int]:
        """Sizes of the marks of controls; the style says the width of a radio button without its edge."""
        marks = {name: self.em(size) for name, size in self.tokens.marks.items()}
        marks["radio_inside"] = marks["radio"] - 2 * marks["radio_edge"]
        marks["radio_core"] = marks["radio"] - 2 * marks["radio_ring"]
        marks["radio_round"] = marks["radio"] // 2
        marks["chip"] = (self.font_metrics("body").height() + CHIP) // 2  # a larger radius is drawn as none
        return marks

    def _palette(self) -> QPalette:
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: "bg",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "raised",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.Button: "surface",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.ToolTipBase: "raised",
            QPalette.ColorRole.ToolTipText: "text",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.Accent: "accent",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.PlaceholderText: "muted",
            QPalette.ColorRole.Mid: "line",
        }
        for role, name in roles.items():
            palette.setColor(role, self.color(name))
        # disabled controls may be faint: WCAG 1.4.3 asks for no contrast of them
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("faint"))
        return palette


def frame_scheme(scheme: Scheme | None) -> Qt.ColorScheme:
    """What Qt calls a scheme; None, which follows the system, is unknown to it."""
    if scheme is None:
        return Qt.ColorScheme.Unknown
    return Qt.ColorScheme.Dark if scheme in DARK else Qt.ColorScheme.Light


def _within(text_scale: float) -> float:
    return min(max(text_scale, TEXT_SCALES[0]), TEXT_SCALES[1])
