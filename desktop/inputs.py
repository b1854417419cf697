"""What is imported beside files, and what an import calls its changes.

Apart from ``desktop.operations``, which loads the whole archive; the window does not wait for that.
"""

from __future__ import annotations

from dataclasses import dataclass

IMPORT = "import"
"""Name of what an import changed, when it has ended."""

IMPORTING = "importing"
"""Name of a part of it, told while it goes on."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Text that was copied from a page, and the name it is kept under."""

    name: str
    data: bytes
