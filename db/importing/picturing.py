"""Pictures that lie in a container, in a page or beside it, brought to the places they stood in.

Only pictures that a page shows in its article or in a post are kept; what frames the page (icons,
portraits, adverts) is left in the capture's own bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.importing.neighbours import find_beside
from db.importing.origins import names_of, pictures_in
from db.importing.page import Medium
from db.records import Finding, Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.importing.containers.parts import Picture
    from db.importing.drafts import ThreadDraft
    from db.importing.page import Page

MOST_TOTAL = 128 << 20
"""Bytes of all pictures of a capture that are held at once."""


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture with the address that the page shows it under."""

    src: str
    data: bytes
    media_type: str


class Album:
    """The pictures of one capture, by the names that pages may call them."""

    def __init__(self) -> None:
        self._held: dict[str, Picture] = {}
        self._beside: dict[str, Path] = {}
        self._total = 0
        self._left_out = 0
        self._wanted: dict[tuple[str, str], str | None] = {}

    def add(self, picture: Picture) -> None:
        """Take a picture in, unless there are too many already."""
        if self._total + len(picture.data) > MOST_TOTAL:
            self._left_out += 1
            return
        self._total += len(picture.data)
        for name in picture.names:
            self._held.setdefault(name, picture)

    def look_beside(self, page: Path) -> None:
        """Take in what was saved beside a page; nothing of it is read before it is wanted."""
        self._beside = find_beside(page)

    def look_inside(self, page: Page) -> Iterator[Finding]:
        """Take in what lies in a page itself; yield what was found damaged."""
        if page.medium is Medium.HTML:
            for each in pictures_in(page):
                if isinstance(each, Finding):
                    yield each
                else:
                    self.add(each)

    def want(self, key: str, draft: ThreadDraft, url: str | None) -> None:
        """Remember which pictures a thread shows; they may lie behind it in the container.

        Args:
            key: of the thread; two pages may mean two pictures by one relative address.
            draft: the thread, or one page of it.
            url: the address of its page, where it is known.
        """
        for src in sources_of(draft):
            self._wanted.setdefault((key, src), url)

    def wanted(self) -> dict[str, tuple[PreparedPicture, ...]]:
        """Return the pictures that threads show, by the keys of the threads."""
        found: dict[str, list[PreparedPicture]] = {}
        if not self._held and not self._beside:
            return {}
        for (key, src), url in self._wanted.items():
            picture = self._find(src, url)
            if picture is not None:
                found.setdefault(key, []).append(picture)
        return {key: tuple(pictures) for key, pictures in found.items()}

    def findings(self) -> Iterator[Finding]:
        """Yield what is to be said of pictures that were left out."""
        if self._left_out:
            yield finding(
                "pictures-left-out",
                Severity.WARNING,
                "Pictures that were not kept apart, for they are too many: {count}; they lie in "
                "the saved file.",
                count=self._left_out,
            )

    def _find(self, src: str, url: str | None) -> PreparedPicture | None:
        for name in names_of(src, url):
            picture = self._held.get(name)
            if picture is not None:
                return PreparedPicture(src, picture.data, picture.media_type)
            path = self._beside.get(name)
            if path is not None:
                return self._read(src, path)
        return None

    def _read(self, src: str, path: Path) -> PreparedPicture | None:
        try:
            data = path.read_bytes()
        except OSError:
            self._left_out += 1
            return None
        if self._total + len(data) > MOST_TOTAL:
            self._left_out += 1
            return None
        self._total += len(data)
        return PreparedPicture(src, data, "")


def sources_of(draft: ThreadDraft) -> Iterator[str]:
    """Yield the addresses of all images of a thread."""
    for block in draft.blocks:
        if block.src:
            yield block.src
    for post in draft.posts:
        for figure in post.figures:
            if figure.src:
                yield figure.src
