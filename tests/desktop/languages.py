"""The window in a language, for tests: its catalogue is compiled and installed for a while."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QTranslator

if TYPE_CHECKING:
    from collections.abc import Generator

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def _by_path() -> Any:
    """Import the script as it is run: with its own folder as the place of its siblings."""
    sys.path.insert(0, str(PACKAGING))
    try:
        import translations as script  # noqa: PLC0415  # pyright: ignore[reportMissingImports]
    finally:
        sys.path.remove(str(PACKAGING))
    return script


translations = _by_path()
"""The script ``packaging/translations.py``."""


@contextmanager
def spoken(language: str) -> Generator[None]:
    """Let everything that is built meanwhile speak a language."""
    translations.release()
    translator = QTranslator()
    assert translator.load(str(translations.ts_file(language).with_suffix(".qm")))
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)
