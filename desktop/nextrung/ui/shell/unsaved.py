"""Holds back, once, what would lose typed text that the disk does not take."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nextrung.ui.shell.page_controller import PageController


class UnsavedText:
    """Asked before the window closes or another person is opened: either takes the pages down, and what is on them."""

    def __init__(self, controllers: Mapping[str, PageController], say: Callable[[str], None]) -> None:
        """Look at the controllers that are there when it is asked; ``say`` shows a sentence to the person."""
        self._controllers = controllers
        self._say = say
        self._told = ""

    def keep_typing(self) -> None:
        """Keep what was typed a moment ago."""
        for controller in self._controllers.values():
            controller.keep_typing()

    def holds(self, wish: str, words: str) -> bool:
        """Whether a wish, by any name, has to wait as text would be lost with it: then ``words`` are said."""
        unsaved = self._has_unsaved()
        # said once: who asks again has read it, and may have no way to make room on the disk
        if not unsaved or wish == self._told:
            self._told = ""
            return False
        self._told = wish
        self._say(words)
        return True

    def holds_for_good(self, words: str) -> bool:
        """Whether text would be lost, however often it is asked: for what can come without anybody there to see it."""
        unsaved = self._has_unsaved()
        if unsaved:
            self._say(words)
        return unsaved

    def _has_unsaved(self) -> bool:
        self.keep_typing()
        return any(controller.has_unsaved() for controller in self._controllers.values())
