"""Which language the window speaks, and its translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from desktop import paths

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

ENGLISH = "en"
NAMES = {ENGLISH: "English", "zh_CN": "简体中文"}
"""Languages of the window, each in its own words."""


def language_of(wanted: str) -> str:
    """Return the language that fits best.

    Args:
        wanted: name of a locale; empty stands for the one of the system.
    """
    locale = QLocale(wanted) if wanted else QLocale.system()
    for tag in locale.uiLanguages():
        found = _of_tag(tag.replace("-", "_"))
        if found:
            return found
    return ENGLISH


def _of_tag(tag: str) -> str:
    """Return the language for one tag, the nearest script where there is no better."""
    if tag in NAMES:
        return tag
    first = tag.partition("_")[0]
    return {"en": ENGLISH, "zh": "zh_CN"}.get(first, "")


class Languages:
    """Installs translations into a running program, and takes them out again."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self.current = ENGLISH

    def speak(self, wanted: str) -> None:
        """Let everything that is made from now on speak a language.

        Args:
            wanted: name of a locale; empty stands for the one of the system.
        """
        self.close()
        self.current = language_of(wanted)
        system = QLocale.system()
        # numbers follow the reader's own locale where it is of the language of the window
        own = not wanted and language_of("") == self.current and system.name() != "C"
        QLocale.setDefault(system if own else QLocale(self.current))
        if self.current != ENGLISH:
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install("qtbase_" + self.current, folder)
        self._install("beilin_" + self.current, str(paths.translations()))

    def close(self) -> None:
        """Take out what was installed."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()

    def _install(self, name: str, folder: str) -> None:
        """Install a translation; where there is none, the words of the code stand."""
        translator = QTranslator()
        if translator.load(name, folder):
            self._application.installTranslator(translator)
            self._installed.append(translator)
