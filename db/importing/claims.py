"""What a format reader is: a name, a version, a judgement of a sample, and the reading itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.importing.drafts import ThreadDraft

SAMPLE_CHARACTERS = 262_144


@dataclass(frozen=True, slots=True)
class Score:
    """How sure a reader is that a text is its own, 0 to 1, and by which marks.

    ``a_list`` says that it is a page of that kind, but a list of threads.
    """

    value: float
    reasons: tuple[str, ...] = ()
    a_list: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """The beginning of a decoded text, as every reader is asked about it."""

    name: str
    lines: tuple[str, ...]
    whole: bool


def sample_of(text: str, name: str) -> Sample:
    """Take the first 262,144 characters of a text, divided into lines."""
    head = text[:SAMPLE_CHARACTERS]
    return Sample(name, tuple(head.split("\n")), len(text) <= SAMPLE_CHARACTERS)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of saved thread, and how it is recognised and read.

    Attributes:
        name: stable word stored with each capture, e.g. ``kantie-text``.
        version: raised whenever the same text would be read differently.
        claims: judges a sample; cheap and linear.
        read: reads the whole text (LF line ends); pure; keeps whatever it does not understand
            in the draft's findings and raises nothing on any text.
    """

    name: str
    version: str
    claims: Callable[[Sample], Score]
    read: Callable[[str], ThreadDraft]
