"""What the window remembers: typed keys with defaults.

Window matters only; where the library lies is told by ``db.place``, alike for window and commands.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QByteArray, QCryptographicHash, QSettings

from desktop import paths

TEXT_SIZES = (12, 13, 14, 15, 16, 17, 18, 20, 22, 24, 28, 32)
DEFAULT_TEXT_SIZE = 16


class ThemeChoice(StrEnum):
    """Which colours to use; ``SYSTEM`` follows the desktop where it tells."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings:
    """The settings file of the window, read and written by name."""

    def __init__(self, file: Path | None = None) -> None:
        place = file if file is not None else paths.settings_file()
        self._store = QSettings(str(place), QSettings.Format.IniFormat)

    def sync(self) -> None:
        """Write what was set to the disk."""
        self._store.sync()

    @property
    def language(self) -> str:
        """Language of the window as a locale name; empty follows the system."""
        return self._text("language", "")

    @language.setter
    def language(self, name: str) -> None:
        self._store.setValue("language", name)

    @property
    def theme(self) -> ThemeChoice:
        """Chosen theme."""
        value = self._text("theme", ThemeChoice.SYSTEM)
        return ThemeChoice(value) if value in set(ThemeChoice) else ThemeChoice.SYSTEM

    @theme.setter
    def theme(self, choice: ThemeChoice) -> None:
        self._store.setValue("theme", choice.value)

    @property
    def text_size(self) -> int:
        """Size of the text that is read, in pixels."""
        size = self._number("text_size", DEFAULT_TEXT_SIZE)
        return min(max(size, TEXT_SIZES[0]), TEXT_SIZES[-1])

    @text_size.setter
    def text_size(self, size: int) -> None:
        self._store.setValue("text_size", size)

    @property
    def geometry(self) -> QByteArray:
        """Place and size of the window."""
        return self._bytes("window/geometry")

    @geometry.setter
    def geometry(self, state: QByteArray) -> None:
        self._store.setValue("window/geometry", state)

    @property
    def splitter(self) -> QByteArray:
        """Widths of the panes."""
        return self._bytes("window/splitter")

    @splitter.setter
    def splitter(self, state: QByteArray) -> None:
        self._store.setValue("window/splitter", state)

    @property
    def notes_splitter(self) -> QByteArray:
        """Heights of the list of notes and of the editor."""
        return self._bytes("window/notes_splitter")

    @notes_splitter.setter
    def notes_splitter(self, state: QByteArray) -> None:
        self._store.setValue("window/notes_splitter", state)

    @property
    def inspector_shown(self) -> bool:
        """Whether the right pane is shown."""
        return self._flag("window/inspector", default=True)

    @inspector_shown.setter
    def inspector_shown(self, shown: bool) -> None:
        self._store.setValue("window/inspector", shown)

    @property
    def library_shown(self) -> bool:
        """Whether the left pane is shown."""
        return self._flag("window/library", default=True)

    @library_shown.setter
    def library_shown(self, shown: bool) -> None:
        self._store.setValue("window/library", shown)

    @property
    def inspector_tab(self) -> int:
        """Which tab of the right pane is open."""
        return self._number("window/inspector_tab", 0)

    @inspector_tab.setter
    def inspector_tab(self, index: int) -> None:
        self._store.setValue("window/inspector_tab", index)

    @property
    def list_order(self) -> str:
        """Name of the order of the library list; empty means the usual one."""
        return self._text("library/order", "")

    @list_order.setter
    def list_order(self, order: str) -> None:
        self._store.setValue("library/order", order)

    @property
    def list_ascending(self) -> bool:
        """Whether that order runs upwards."""
        return self._flag("library/ascending", default=False)

    @list_ascending.setter
    def list_ascending(self, ascending: bool) -> None:
        self._store.setValue("library/ascending", ascending)

    @property
    def hit_order(self) -> str:
        """Name of the order of search results; empty means the usual one."""
        return self._text("search/order", "")

    @hit_order.setter
    def hit_order(self, order: str) -> None:
        self._store.setValue("search/order", order)

    @property
    def search_history(self) -> bool:
        """Whether what is searched for is remembered and offered again."""
        return self._flag("search/history", default=True)

    @search_history.setter
    def search_history(self, on: bool) -> None:
        self._store.setValue("search/history", on)

    @property
    def facets_shown(self) -> bool:
        """Whether it is shown what the hits of a search have in common."""
        return self._flag("search/facets", default=True)

    @facets_shown.setter
    def facets_shown(self, shown: bool) -> None:
        self._store.setValue("search/facets", shown)

    @property
    def flat(self) -> bool:
        """Whether threads are read flat rather than as a tree."""
        return self._flag("reading/flat", default=False)

    @flat.setter
    def flat(self, flat: bool) -> None:
        self._store.setValue("reading/flat", flat)

    @property
    def quotes_folded(self) -> bool:
        """Whether long quotes are folded to a line."""
        return self._flag("reading/quotes_folded", default=True)

    @quotes_folded.setter
    def quotes_folded(self, folded: bool) -> None:
        self._store.setValue("reading/quotes_folded", folded)

    @property
    def suggestions(self) -> bool:
        """Whether floors are suggested that the chosen one may answer."""
        return self._flag("reading/suggestions", default=False)

    @suggestions.setter
    def suggestions(self, wanted: bool) -> None:
        self._store.setValue("reading/suggestions", wanted)

    @property
    def certainty(self) -> str:
        """Name of the certainty from which on a reply places a floor; empty means the usual."""
        return self._text("reading/certainty", "")

    @certainty.setter
    def certainty(self, name: str) -> None:
        self._store.setValue("reading/certainty", name)

    def last_thread(self, library: Path) -> int | None:
        """Return the thread that was open when this library was last closed."""
        if self._text("reading/library", "") != str(library):
            return None
        number = self._number("reading/thread", -1)
        return number if number >= 0 else None

    def set_last_thread(self, library: Path, thread: int | None) -> None:
        """Remember the open thread of a library."""
        self._store.setValue("reading/library", str(library))
        self._store.setValue("reading/thread", -1 if thread is None else thread)

    @property
    def last_folder(self) -> str:
        """Folder that a file was last chosen in."""
        return self._text("files/folder", "")

    @last_folder.setter
    def last_folder(self, folder: str) -> None:
        self._store.setValue("files/folder", folder)

    def watched(self, library: Path) -> tuple[str, bool]:
        """Return the folder that is watched for a library, and whether it is at the moment."""
        key = f"watch/{_short(library)}"
        return self._text(f"{key}/folder", ""), self._flag(f"{key}/on", default=False)

    def set_watched(self, library: Path, folder: str, *, on: bool) -> None:
        """Remember the folder that is watched for a library."""
        key = f"watch/{_short(library)}"
        self._store.setValue(f"{key}/folder", folder)
        self._store.setValue(f"{key}/on", on)

    def watched_file(self, library: Path) -> Path:
        """Return the file that remembers what was imported from the folder, beside this one."""
        return Path(self._store.fileName()).with_name(f"watched-{_short(library)}.json")

    def _text(self, key: str, default: str) -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) else default

    def _number(self, key: str, default: int) -> int:
        try:
            return int(str(self._store.value(key, default)))
        except ValueError:
            return default

    def _flag(self, key: str, *, default: bool) -> bool:
        value = self._store.value(key, default)
        return value if isinstance(value, bool) else str(value).lower() == "true"

    def _bytes(self, key: str) -> QByteArray:
        value = self._store.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()


def _short(library: Path) -> str:
    """Return a word for a library that can stand in a key and in a file name."""
    # Qt's own digest: it is loaded already, and the one of the standard library is slow to load
    digest = QCryptographicHash.hash(
        str(library).encode("utf-8", "surrogateescape"), QCryptographicHash.Algorithm.Sha256
    )
    return digest.toHex().toStdString()[:16]
