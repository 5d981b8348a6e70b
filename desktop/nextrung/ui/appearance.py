"""How the person wants the app to look, kept with the data. No Qt."""

from __future__ import annotations

from msgspec import Struct, json
from msgspec.structs import asdict

from nextrung.ui.theme.tokens import SCHEMES, Scheme
from nextrung.workspace import Workspace

SETTING = "appearance"
SIZES = (1.0, 1.25, 1.5, 2.0)


class Appearance(Struct, frozen=True):
    """A scheme (None follows the system) and a text size from 1 to 2."""

    scheme: Scheme | None = None
    text_scale: float = 1.0

    @property
    def nearest_size(self) -> float:
        """The size of the ones on offer that is nearest."""
        return min(SIZES, key=lambda one: abs(one - self.text_scale))


def of(workspace: Workspace) -> Appearance:
    """What was chosen; the system's look when nothing was, or it was kept by another version."""
    try:
        raw = json.decode(workspace.setting(SETTING) or "{}")
        scheme: Scheme | None = next((one for one in SCHEMES if one == raw.get("scheme")), None)
        return Appearance(scheme, min(max(float(raw.get("text_scale", 1.0)), SIZES[0]), SIZES[-1]))
    # whatever stands there, a look that cannot be read must not keep the program from starting
    except (ValueError, TypeError, AttributeError, RecursionError):
        return Appearance()


def keep(workspace: Workspace, appearance: Appearance) -> None:
    """Keep a choice. Raises DatabaseError."""
    workspace.keep_setting(SETTING, json.encode(asdict(appearance)).decode())
