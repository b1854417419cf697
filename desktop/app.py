"""The composition root: settings, jobs, library and window are made here and taken down here.

The window is shown first, and the library opened beside it: what the first paint does not need is
loaded meanwhile, in the thread that opens the library.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication

from db import place
from db.errors import KnownError, LibraryDamaged
from desktop import theme
from desktop.door import may_be_open
from desktop.ending import Ending
from desktop.errors import ErrorDesk, start_logging, stop_logging
from desktop.jobs import Jobs
from desktop.languages import Languages
from desktop.settings import Settings, ThemeChoice
from desktop.windows.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.store import Store
    from desktop.first import First
    from desktop.instance import Doorkeeper
    from desktop.operations import Operations

translate = QCoreApplication.translate

_HAN = ord("林")

SWITCH_SECONDS = 0.0005
"""How long a thread may hold the interpreter: painting waits no longer than this for a turn."""


class Program(QObject):
    """One running window with its library."""

    ended = Signal()
    """The reader closed the window, and nothing is left to save."""

    def __init__(
        self, application: QApplication, settings: Settings, jobs: Jobs, library: Path | None
    ) -> None:
        """Make the program; nothing is shown or opened yet.

        Args:
            application: Qt's own.
            settings: of the window.
            jobs: the pools.
            library: a library named for this once; ``None`` for the configured one.
        """
        super().__init__()
        self._application = application
        self.settings = settings
        self.jobs = jobs
        self._explicit = library
        self._files: list[Path] = []
        self._door: Doorkeeper | None = None
        self._first: First | None = None
        self._language_waits = False
        self.operations: Operations | None = None
        self.desk = ErrorDesk(self)
        self._languages = Languages(application)
        self._base_font = QFont(application.font())
        self.desk.known.connect(self._on_known)
        self.desk.bug.connect(self._on_bug)
        jobs.failed.connect(self.desk.take)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_colours)
        application.screenAdded.connect(self._draw_icons)
        self._languages.speak(settings.language)
        application.setFont(self._font())
        self.window = self._new_window()

    def start(self, files: Sequence[Path]) -> None:
        """Show the window and open the library; the files are imported when it is open."""
        self._files = list(files)
        # dressed when it stands: each part would else be dressed as often as it is put somewhere
        self._dress()
        self.window.appearance.restore()
        self.window.show()
        self._look()

    # the window

    def _new_window(self) -> MainWindow:
        window = MainWindow(self.settings, self._explicit)
        window.library_wanted.connect(self._on_library_wanted)
        window.retry_wanted.connect(lambda: self._open(self._opener()))
        window.language_chosen.connect(self.set_language)
        window.theme_chosen.connect(self.set_theme)
        window.trouble.connect(self.desk.take)
        window.closed.connect(self.ended)
        window.panes.column.set_locale(self._languages.current)
        window.set_tokens(theme.tokens_of(self.settings.theme))
        return window

    def _draw_icons(self) -> None:
        """Draw icons for the screens there are, one of which may be finer than those before."""
        self.window.set_tokens(theme.tokens_of(self.settings.theme))

    def _on_known(self, error: KnownError) -> None:
        self.window.show_error(error)

    def _on_bug(self, report: str) -> None:
        self.window.show_bug(report)

    def _font(self) -> QFont:
        return theme.interface_font(self._base_font, self._languages.current)

    def _dress(self) -> None:
        theme.apply(self._application, theme.tokens_of(self.settings.theme))

    def set_theme(self, choice: str) -> None:
        """Use other colours from now on."""
        self.settings.theme = ThemeChoice(choice)
        tokens = theme.tokens_of(choice)
        theme.apply(self._application, tokens)
        self.window.set_tokens(tokens)
        self.window.appearance.show_theme()

    def _on_system_colours(self, _scheme: Qt.ColorScheme) -> None:
        if self.settings.theme is ThemeChoice.SYSTEM:
            self.set_theme(ThemeChoice.SYSTEM)

    def set_language(self, language: str) -> None:
        """Speak another language from now on; the window is made anew in the same place."""
        self.settings.language = language
        if not self.window.long_jobs.busy:
            self.window.leave(self._renew_window)
            return
        # what is under way tells this window how far it is
        self.window.panes.messages.show_news(
            translate("Program", "The language changes when what is under way has ended.")
        )
        if not self._language_waits:
            self._language_waits = True
            # behind the signal, for the next of those that wait may begin right after it
            self.window.long_jobs.busy_changed.connect(
                self._speak_when_idle, Qt.ConnectionType.QueuedConnection
            )

    def _speak_when_idle(self) -> None:
        if self._language_waits and not self.window.long_jobs.busy:
            self.window.leave(self._renew_window)

    def _renew_window(self) -> None:
        self._language_waits = False
        old, operations = self.window, self.operations
        old.appearance.remember()
        mark = old.reading.bookmark()
        old.detach()
        self._languages.speak(self.settings.language)
        self._application.setFont(self._font())
        self.window = self._new_window()
        self.window.appearance.restore()
        if operations is not None:
            self.window.attach(operations)
            self.window.reading.return_to(mark)
        self.window.show()
        old.hide()
        old.deleteLater()
        if operations is None:
            self._open(self._opener())

    # the library

    def _look(self) -> None:
        """Paint what was there last at a glance, then open the library behind it."""
        place = self._explicit or _configured_place()
        if place is None:
            self._open(self._opener())
            return
        order, ascending = self.window.browsing.order, self.settings.list_ascending
        last = self.settings.last_thread(place)

        def work(_ticket: object) -> First | None:
            from desktop import first  # noqa: PLC0415 - loaded beside the window

            return first.look(place, order, last, ascending=ascending)

        def show(found: First | None) -> None:
            if found is None:
                self._open(self._opener())
                return
            self._first = found
            self.window.show_first(found)
            # painted before the interpreter is shared with all that the library loads
            self.window.repaint()
            QTimer.singleShot(0, self, lambda: self._open(self._opener()))

        self.jobs.write(work).on_success(show).on_failure(self._on_not_opened).start()

    def _opener(self) -> Callable[[], Store]:
        explicit = self._explicit

        def work() -> Store:
            from db import library  # noqa: PLC0415 - loads what the first paint does not need

            return library.open_or_create(explicit)

        return work

    def _open(self, opener: Callable[[], Store]) -> None:
        """Open a library beside the window; one that is open stays until that has succeeded."""
        start_logging()

        def work(_ticket: object) -> tuple[type[Operations], Store]:
            # loaded here, so that the thread of the window need not wait for it
            from desktop.operations import Operations  # noqa: PLC0415

            return Operations, opener()

        if self.operations is None and self._first is None:
            self.window.show_opening()
        self.jobs.write(work).on_success(self._on_opened).on_failure(self._on_not_opened).start()

    def _on_not_opened(self, error: Exception) -> None:
        _collect_again()
        if self._first is not None:
            self._forget_first()
            self.window.detach()
        self.desk.take(error)
        if self.operations is None and not isinstance(error, KnownError):
            self.window.show_problem(
                LibraryDamaged(
                    "The library could not be opened; it was left as it is.",
                    "Try again, or open another library.",
                )
            )

    def _on_opened(self, opened: tuple[type[Operations], Store]) -> None:
        kind, store = opened
        before, self.operations = self.operations, kind(store, self.jobs, self)
        if before is not None:
            self.window.detach()
            self._close_store(before)
        self.window.attach(self.operations)
        if self._first is not None and not self._forget_first():
            self.window.reading.reload(text=True)
        self._listen(store.place)
        self.window.keeping.refresh_index()
        self._say_if_unreadable()
        _collect_again()
        files, self._files = self._files, []
        if files:
            self.window.import_files(files)

    def _say_if_unreadable(self) -> None:
        """Say that there is no font for Chinese, rather than show rows of boxes without a word."""
        if QFontMetrics(self._application.font()).inFontUcs4(_HAN):
            return
        self.window.panes.messages.show_news(
            translate("Program", "No font on this system holds Chinese characters."),
            translate(
                "Program",
                "Install one (on Debian or Ubuntu: sudo apt install fonts-noto-cjk)"
                " and start Beilin again.",
            ),
            warning=True,
        )

    def _forget_first(self) -> bool:
        """Look no longer; return whether the library is still what was looked at."""
        first, self._first = self._first, None
        if first is None:
            return True
        current = first.library.is_current()
        first.library.close()
        return current

    def _close_store(self, operations: Operations) -> None:
        store = operations.store
        operations.pictures.interrupt()
        operations.deleteLater()

        # behind the writes that were asked for before
        def close(_ticket: object) -> None:
            operations.pictures.close()
            store.close()

        self.jobs.write(close).start()

    def _on_library_wanted(self, path: Path, make: bool) -> None:
        from desktop.instance import hand_over  # noqa: PLC0415 - loads Qt's network part

        here = self.operations.store.place if self.operations is not None else None
        if here is not None and here.resolve() == path.resolve():
            self.window.panes.messages.show_news(translate("Program", "This library is open."))
            return
        if hand_over(path, []):
            self.window.panes.messages.show_news(
                translate("Program", "That library is open in another window, which comes forward.")
            )
            return

        def choose() -> Store:
            from db import library  # noqa: PLC0415 - loaded with the first library

            return library.choose(path, create=make)

        def go() -> None:
            self._explicit = None
            self._open(choose)

        self.window.leave(go)

    # other starts

    def _listen(self, library: Path) -> None:
        from desktop.instance import Doorkeeper  # noqa: PLC0415 - not needed for the first paint

        if self._door is None:
            self._door = Doorkeeper(self)
            self._door.files_given.connect(self._on_files_given)
        else:
            self._door.close()
        self._door.listen(library)

    def _on_files_given(self, files: list[str]) -> None:
        self.window.come_to_front()
        if files:
            self.window.import_files([Path(file) for file in files])

    def ask_to_close(self) -> None:
        """Close the window as the reader would."""
        self.window.close()

    def close(self) -> None:
        """Let go of everything, in order: the door, the window, the jobs, the library, the log."""
        if self._door is not None:
            self._door.close()
        self.window.detach()
        if self.operations is not None:
            self.operations.pictures.interrupt()
        self.jobs.close()
        self._forget_first()
        if self.operations is not None:
            self.operations.pictures.close()
            self.operations.store.close()
            self.operations = None
        self._languages.close()
        self.settings.sync()
        stop_logging()


def run(files: Sequence[Path], library: Path | None) -> int:
    """Show the window, or hand the files to the one that is open, and return the exit status."""
    if _given_to_another(files, library):
        return 0
    sys.setswitchinterval(SWITCH_SECONDS)
    QCoreApplication.setApplicationName("beilin")
    QGuiApplication.setDesktopFileName("beilin")
    application = QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setQuitOnLastWindowClosed(False)
    program = Program(application, Settings(), Jobs(), library)
    program.desk.install()
    program.ended.connect(application.quit)
    ending = Ending(program.ask_to_close)
    try:
        program.start(files)
        return application.exec()
    finally:
        ending.close()
        program.close()


def _collect_again() -> None:
    """End what ``desktop.__main__`` began: from here on, garbage may be made."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _configured_place() -> Path | None:
    """Return where the library should lie; ``None`` where that cannot be told, as opening says."""
    try:
        return place.configured()
    except KnownError:
        return None


def _given_to_another(files: Sequence[Path], library: Path | None) -> bool:
    meant = library or _configured_place()
    if meant is None or not may_be_open(meant):
        return False
    from desktop.instance import hand_over  # noqa: PLC0415 - loads Qt's network part

    return hand_over(meant, list(files))
