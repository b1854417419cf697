"""A display of its own for a real window, and the hands of a user: keys, words, the clipboard."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TOOLS = ("Xvfb", "xdotool", "xclip")
_SIZE = ("-screen", "0", "1280x900x24")
PATIENCE = 60.0
"""Seconds for a window or an effect to appear; a busy machine is slow, not wrong."""


def missing_tools() -> list[str]:
    """Return which of the tools are not there."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def wait_until(what: str, holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something holds; fail naming it."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"in vain waited {seconds:.0f} s for {what}"
        time.sleep(0.1)


class Screen:
    """An X server without a window manager: what has the focus is said with each act."""

    def __init__(self, log: Path) -> None:
        reading, writing = os.pipe()
        with log.open("wb") as out:
            self._server = subprocess.Popen(
                ["Xvfb", "-nolisten", "tcp", "-displayfd", str(writing), *_SIZE],
                pass_fds=(writing,),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )
        os.close(writing)
        with os.fdopen(reading) as told:
            number = told.readline().strip()
        assert number, f"the display did not start: {log.read_text(errors='replace')}"
        self.name = f":{number}"

    def close(self) -> None:
        """Take the display down, and with it everything on it."""
        self._server.terminate()
        self._server.wait(PATIENCE)

    def wait_for(self, title: str) -> str:
        """Return the id of the window with ``title`` in its title, when it is there."""
        found: list[str] = []

        def there() -> bool:
            found[:] = self._ask("xdotool", "search", "--onlyvisible", "--name", title).split()
            return bool(found)

        wait_until(f"a window “{title}”", there)
        return found[-1]

    def shows(self, title: str) -> bool:
        """Tell whether there is a window with ``title`` in its title."""
        return bool(self._ask("xdotool", "search", "--onlyvisible", "--name", title))

    def press(self, window: str, *keys: str) -> None:
        """Press keys one after the other in a window."""
        self._focus(window)
        self._do("xdotool", "key", "--clearmodifiers", "--delay", "60", *keys)

    def type(self, window: str, text: str) -> None:
        """Type ASCII text into a window."""
        self._focus(window)
        self._do("xdotool", "type", "--clearmodifiers", "--delay", "8", text)

    def paste(self, window: str, text: str) -> None:
        """Put text on the clipboard and paste it where the cursor is in a window."""
        self.copy(text)
        self.press(window, "ctrl+v")

    def copy(self, text: str) -> None:
        """Put text on the clipboard; whoever holds it lives on until the display goes down."""
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-in"],
            input=text.encode(),
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=True,
        )

    def clipboard(self) -> str:
        """Return the text on the clipboard; empty where there is none."""
        return self._ask("xclip", "-selection", "clipboard", "-out")

    def picture(self, place: Path) -> None:
        """Save what is on the display, where ImageMagick can; for a person who asks why."""
        if shutil.which("import") is not None:
            self._ask("import", "-window", "root", str(place))

    def environment(self) -> dict[str, str]:
        """Return the environment of a program on this display."""
        return {**os.environ, "DISPLAY": self.name}

    def _focus(self, window: str) -> None:
        self._do("xdotool", "windowfocus", "--sync", window)

    def _do(self, *command: str) -> None:
        subprocess.run(
            command, env=self.environment(), capture_output=True, timeout=PATIENCE, check=True
        )

    def _ask(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.environment(), capture_output=True, timeout=PATIENCE, check=False
        )
        return done.stdout.decode("utf-8", "replace")
