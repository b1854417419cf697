"""From an empty home to a note that outlives a killed process, in a real window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.end2end.installed import ROOT
from tests.end2end.screen import PATIENCE, wait_until

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from tests.end2end.installed import Installed
    from tests.end2end.screen import Screen

SAMPLE = ROOT / "resources" / "sample" / "sample-thread.txt"
DIALOG = "Open Saved Threads"
TITLE = "码头的大钟停了三年，修好它的是一个学徒"
QUERY = "蓝色的鱼"
FLOOR = "22"
NOTE = "碗底的魚：下次回去要問。🐟"


def test_the_installed_program_is_not_the_checkout(beilin: Installed) -> None:
    assert not Path(beilin.packages()).is_relative_to(ROOT)


def test_a_note_written_on_a_found_floor_outlives_a_kill(
    beilin: Installed, screen: Screen, tmp_path: Path
) -> None:
    program = beilin.start(screen)
    window = screen.wait_for("Beilin 碑林")

    _import_by_dialog(beilin, screen, window)
    window = screen.wait_for(TITLE)

    _search_and_enter(screen, window)
    _write_note(beilin, screen, window)
    screen.picture(tmp_path / "before.png")
    program.kill()
    program.wait(PATIENCE)
    assert beilin.ask("check")["ok"]

    again = beilin.start(screen)
    window = screen.wait_for(TITLE)  # the thread that was open is open again
    assert _shown_note(screen, window) == NOTE
    _quit(screen, window, again)
    assert [note["body"] for note in beilin.ask("note", "list")["notes"]] == [NOTE]
    assert beilin.said() == ""


def _import_by_dialog(beilin: Installed, screen: Screen, window: str) -> None:
    """Open the sample by the program's own dialog, again if keys were lost on a busy machine."""

    def opened() -> bool:
        screen.press(window, "ctrl+o")  # in vain while the library is being opened
        return screen.shows(DIALOG)

    def imported() -> bool:
        wait_until("the dialog that opens files", opened)
        dialog = screen.wait_for(DIALOG)
        screen.press(dialog, "ctrl+a")
        screen.paste(dialog, str(SAMPLE))
        screen.press(dialog, "Return")
        return _holds(lambda: not screen.shows(DIALOG)) and _holds(
            lambda: len(beilin.ask("list")["threads"]) == 1
        )

    wait_until("the thread in the library", imported, 3 * PATIENCE)


def _holds(effect: Callable[[], bool]) -> bool:
    """Tell whether something holds before long."""
    try:
        wait_until("an effect of keys", effect, PATIENCE / 4)
    except AssertionError:
        return False
    return True


def _search_and_enter(screen: Screen, window: str) -> None:
    screen.press(window, "ctrl+shift+f")
    screen.paste(window, QUERY)
    # Enter asks at once what is still waiting to be asked, and goes into the hit when it is there
    screen.press(window, "Return")


def _write_note(beilin: Installed, screen: Screen, window: str) -> None:
    """Press the key of a new note until the hit is open, then write; it saves itself."""
    hits: list[dict[str, Any]] = beilin.ask("search", QUERY)["hits"]
    assert [(hit["field"], hit["floor"]) for hit in hits] == [("post", FLOOR)]
    screen.press(window, "Down", "Return")
    screen.press(window, "ctrl+n")
    screen.paste(window, NOTE)

    def saved() -> bool:
        return [note["body"] for note in beilin.ask("note", "list")["notes"]] == [NOTE]

    wait_until("the note to save itself", saved)
    (note,) = beilin.ask("note", "list")["notes"]
    assert note["post"] == hits[0]["post"]


def _shown_note(screen: Screen, window: str) -> str:
    """Open the first note of the thread and return the words that stand in its editor."""
    screen.copy("nothing was copied")

    def copied() -> bool:
        screen.press(window, "ctrl+a", "ctrl+c")
        return screen.clipboard() == NOTE

    def opened() -> bool:
        screen.press(window, "alt+1", "Home", "Return")
        try:
            wait_until("the note in its editor", copied, 5)
        except AssertionError:
            return False  # the notes were not read yet when the keys were pressed
        return True

    wait_until("the note in its editor", opened)
    return screen.clipboard()


def _quit(screen: Screen, window: str, program: subprocess.Popen[bytes]) -> None:
    screen.press(window, "ctrl+q")
    assert program.wait(PATIENCE) == 0
