"""What a format reader is: a name, a version, a judgement of a page, and the reading itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from db.importing.drafts import ThreadDraft
    from db.importing.page import Medium, Origin, Page


@dataclass(frozen=True, slots=True)
class Score:
    """How sure a reader is that a page is its own, 0 to 1, and by which marks.

    ``a_list`` says that it is a page of that kind, but a list of threads.
    """

    value: float
    reasons: tuple[str, ...] = ()
    a_list: bool = False


NOT_MINE = Score(0.0)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of saved thread, and how it is recognised and read.

    Attributes:
        name: stable word stored with each capture, e.g. ``kantie-text``.
        version: raised whenever the same page would be read differently.
        medium: what its pages are made of; of other pages it is not asked.
        title: the kind in words, for people.
        keys: what it is recognised by, for people.
        proven: whether it was proven on real captures, or built from a described shape alone.
        claims: judges a page; cheap and linear.
        guesses: whether it takes pages of unknown make; it is asked where nobody else is sure.
        read: reads the whole page; pure; keeps whatever it does not understand in the drafts'
            findings and raises nothing on any page.  Mostly one thread; a dump has many.
    """

    name: str
    version: str
    medium: Medium
    title: str
    keys: tuple[str, ...]
    proven: bool
    claims: Callable[[Page], Score]
    read: Callable[[Page], Sequence[ThreadDraft]]
    guesses: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file of records: where it lies, and to which thread it belongs.

    Attributes:
        start: its first byte.
        size: its bytes.
        words: records that share any of these belong to one thread (ids of topics, of messages).
    """

    start: int
    size: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecordFormat:
    """A file of many records, perhaps of many threads, read without holding it whole.

    Attributes:
        claims: judges the first 65,536 bytes of a file.
        index: runs over a file once and tells where the records lie; holds one at a time.
        read: reads the records of one thread, in the order of the file; like ``Format.read`` it
            raises nothing.
    """

    name: str
    version: str
    title: str
    keys: tuple[str, ...]
    proven: bool
    claims: Callable[[bytes, str], Score]
    index: Callable[[BinaryIO], Iterator[Record]]
    read: Callable[[Sequence[bytes], Origin], ThreadDraft]
