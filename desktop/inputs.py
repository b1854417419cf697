"""What is imported, how, and what an import calls its changes.

Apart from ``desktop.operations``, which loads the whole archive; the window does not wait for that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

IMPORT = "import"
"""Name of what an import changed, when it has ended."""

IMPORTING = "importing"
"""Name of a part of it, told while it goes on."""


class Pasted(NamedTuple):
    """What was copied from a page, and the name it is kept under.

    Attributes:
        name: the file name.
        data: its bytes in UTF-8.
        otherwise: the same page in another form, read where no reader knows this one.
    """

    name: str
    data: bytes
    otherwise: Pasted | None = None


class Order(NamedTuple):
    """An import as it is asked for.

    Attributes:
        inputs: files, folders and what was pasted.
        reader: name of the reader that is to read all of it; empty to choose for each.
        encoding: what all of it is encoded in; empty to find out for each.
        dry: tell what would become of it, and write nothing.
        goes_on: number of an earlier import whose files need not be looked at again.
    """

    inputs: tuple[Path | Pasted, ...]
    reader: str = ""
    encoding: str = ""
    dry: bool = False
    goes_on: int | None = None


class Reader(NamedTuple):
    """A reader one may choose: its name, its kind of page in words, whether it was proven."""

    name: str
    title: str
    proven: bool
