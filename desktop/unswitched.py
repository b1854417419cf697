"""Sparing PySide the search for modules that switch its features.

PySide can be told to give a module other names (``from __feature__ import snake_case``).  To know
where, it reads the source of every module that is imported and looks for its own name in it: a
twentieth of a start, for features that nothing here uses.
"""

from __future__ import annotations

import sys

FEATURE = "shibokensupport.feature"
LOOK = "_mod_uses_pyside"
"""Asked of every module; not a public name, so nothing happens where it is not there."""


def spare_the_search() -> None:
    """Let PySide take it from here on that no module switches features.

    Raises:
        ImportError: PySide cannot be loaded.
    """
    import PySide6  # noqa: F401, PLC0415  # pyright: ignore[reportUnusedImport] - brings FEATURE

    feature = sys.modules.get(FEATURE)
    if hasattr(feature, LOOK):
        setattr(feature, LOOK, _uses_none)


def _uses_none(_module: object) -> bool:
    return False
