"""One document of a capture, as every reader is asked about it and reads it.

Text, lines, tree and data are made when they are first wanted and shared by all readers that look.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, cast

from db.importing.boards.tolerant_json import Reading, read_json
from db.importing.markup.tree import Tree, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

SAMPLE_CHARACTERS = 262_144


class Medium(StrEnum):
    """What a document is made of."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document came from, as far as container, page or file system say.

    Attributes:
        name: its file's name, or its name inside a container.
        url: the address it was saved from.
        captured_at: when it was saved, ISO 8601 with offset.
        captured_from: who says so: ``mtime``, ``mhtml``, ``singlefile``, ``warc``, ``paste``.
    """

    name: str
    url: str | None = None
    captured_at: str | None = None
    captured_from: str | None = None


class Page:
    """A decoded document; its text has LF line ends."""

    def __init__(
        self, text: str, origin: Origin, medium: Medium = Medium.TEXT, data: bytes = b""
    ) -> None:
        """Wrap a document.

        Args:
            text: the decoded document.
            origin: where it came from.
            medium: what it is made of.
            data: the bytes it was decoded from; mail is read from these.
        """
        self.text = text
        self.origin = origin
        self.medium = medium
        self.data = data

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.origin.name

    @property
    def url(self) -> str:
        """The address it was saved from; empty where nothing tells."""
        return self.origin.url or ""

    @cached_property
    def beginning(self) -> str:
        """The first 262,144 characters: where marks are looked for that tell whose page it is."""
        return self.text[:SAMPLE_CHARACTERS]

    @cached_property
    def sample(self) -> tuple[str, ...]:
        """The lines of the beginning."""
        return tuple(self.beginning.split("\n"))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """All lines."""
        return tuple(self.text.split("\n"))

    @cached_property
    def tree(self) -> Tree:
        """The document as HTML; an empty tree where it is none or nests too deeply."""
        return parse(self.text if self.medium is Medium.HTML else "")

    @cached_property
    def reading(self) -> Reading:
        """The document read as JSON, as far as it is sound, with what is wrong with it."""
        return read_json(self.text) if self.medium is Medium.JSON else Reading(None)

    @property
    def json(self) -> object:
        """The document as JSON; ``None`` where it is none.

        Of a document that is cut or damaged it is what stands before that place.  Comments above
        the document are left out.  It may nest to any depth: whoever walks it must not recurse.
        """
        return self.reading.value

    @property
    def fields(self) -> Mapping[str, object]:
        """The document as a JSON object; empty where it is none."""
        found = self.json
        return cast("Mapping[str, object]", found) if isinstance(found, dict) else {}
