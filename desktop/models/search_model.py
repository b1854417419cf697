"""Search results: hits grouped by thread, further pages fetched as the list is walked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, Qt, Signal

from desktop.models import wording
from desktop.models.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QPersistentModelIndex

    from db.records import SearchHit, ThreadId
    from db.search import SearchPage

    Index = QModelIndex | QPersistentModelIndex

translate = QCoreApplication.translate

PAGE = 50
"""Hits asked for at once."""


@dataclass(frozen=True, slots=True)  # rows are given to Qt, which takes a tuple for a list
class Group:
    """A heading: the thread that the hits below it stand in."""

    thread: ThreadId
    title: str
    hits: int


class SearchModel(QAbstractListModel):
    """Rows of ``Group`` and ``SearchHit``."""

    more_wanted = Signal(int)
    """The list was walked to its end; the next page begins at this hit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Group | SearchHit] = []
        self._hits = 0
        self._complete = True
        self._asked = False

    @property
    def hits(self) -> int:
        """How many hits are loaded."""
        return self._hits

    def show_page(self, page: SearchPage) -> None:
        """Show the first page of a search in place of what was shown."""
        self.beginResetModel()
        self._rows = _grouped(page.hits)
        self._hits = len(page.hits)
        self._complete = len(page.hits) < PAGE
        self._asked = False
        self.endResetModel()

    def add_page(self, page: SearchPage) -> None:
        """Show a further page below; a thread that comes again is headed again."""
        rows = _grouped(page.hits, after=self._last_thread())
        self._complete = len(page.hits) < PAGE
        self._asked = False
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self._hits += len(page.hits)
            self.endInsertRows()

    @property
    def complete(self) -> bool:
        """Whether all hits are loaded."""
        return self._complete

    def want_more(self) -> bool:
        """Ask for the next page, if there may be one; say whether it is on its way."""
        if not self._complete and not self._asked:
            self._asked = True
            self.more_wanted.emit(self._hits)
        return not self._complete

    def thread_beside(self, thread: ThreadId | None, by: int) -> ThreadId | None:
        """Return the thread that comes next in a direction; from none, the first or the last."""
        threads = list(dict.fromkeys(row.thread for row in self._rows if isinstance(row, Group)))
        if thread is None or thread not in threads:
            return threads[0 if by > 0 else -1] if threads else None
        at = threads.index(thread) + by
        return threads[at] if 0 <= at < len(threads) else None

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows = []
        self._hits = 0
        self._complete = True
        self.endResetModel()

    def page_failed(self) -> None:
        """Let a further page be asked for again."""
        self._asked = False

    def hit_at(self, row: int) -> SearchHit | None:
        """Return the hit of a row; ``None`` for a heading."""
        if not 0 <= row < len(self._rows):
            return None
        value = self._rows[row]
        return None if isinstance(value, Group) else value

    def row_like(self, hit: SearchHit) -> int | None:
        """Return the row of a hit in the same place, whatever its words and its rank.

        A hit of one block of an article has the row of the article.
        """
        wanted, loosely = _place(hit), _place(hit)[:4]
        near: int | None = None
        for row, value in enumerate(self._rows):
            if isinstance(value, Group) or value.thread != hit.thread:
                continue
            place = _place(value)
            if place == wanted:
                return row
            if near is None and hit.field == "article" and place[:4] == loosely:
                near = row
        return near

    def step(self, row: int, by: int) -> int | None:
        """Return the next row in a direction that is a hit."""
        row += by
        while 0 <= row < len(self._rows):
            if not isinstance(self._rows[row], Group):
                return row
            row += by
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's own signature
        """Return headings and hits together."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only hits be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.hit_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """Return the words, the whole record, or what is read out."""
        if not 0 <= index.row() < len(self._rows):
            return None
        value = self._rows[index.row()]
        if role == Role.VALUE:
            return value
        if role == Role.KIND:
            return "group" if isinstance(value, Group) else "hit"
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.one_line(value.title if isinstance(value, Group) else value.snippet)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(value)
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt's own name
        """Return whether there may be hits that are not loaded."""
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt's own name
        """Ask for the next page; it comes through ``add_page``."""
        if self.canFetchMore(parent):
            self.want_more()

    def _last_thread(self) -> ThreadId | None:
        return self._rows[-1].thread if self._rows else None


def _place(hit: SearchHit) -> tuple[object, ...]:
    return hit.thread, hit.post, hit.field, hit.note, hit.block


def _grouped(hits: Iterable[SearchHit], after: ThreadId | None = None) -> list[Group | SearchHit]:
    """Return hits under headings, in the order in which each thread comes first."""
    by_thread: dict[ThreadId, list[SearchHit]] = {}
    for hit in hits:
        by_thread.setdefault(hit.thread, []).append(hit)
    rows: list[Group | SearchHit] = []
    if after is not None and after in by_thread:
        rows.extend(by_thread.pop(after))
    for thread, found in by_thread.items():
        rows.append(Group(thread, found[0].thread_title, len(found)))
        rows.extend(found)
    return rows


def place_of(hit: SearchHit) -> str:
    """Return where a hit stands, in words: a floor, the article, a caption."""
    names = {
        "title": translate("SearchModel", "Title"),
        "article": translate("SearchModel", "Article"),
        "caption": translate("SearchModel", "Caption"),
        "author": translate("SearchModel", "Author"),
        "note": translate("SearchModel", "Note"),
        "quote": translate("SearchModel", "In a quote"),
    }
    parts: list[str] = []
    if hit.field in names:
        parts.append(names[hit.field])
    if hit.floor is not None:
        label = wording.floor(hit.floor)
        parts.append(label if parts else label[:1].upper() + label[1:])
    if hit.author and hit.field != "author":
        parts.append(wording.author(hit.author))
    return " · ".join(parts)


def spoken(value: Group | SearchHit) -> str:
    """Return a row as a screen reader says it."""
    if isinstance(value, Group):
        return translate("SearchModel", "%n hit(s) in {title}", None, value.hits).format(
            title=wording.one_line(value.title)
        )
    return f"{place_of(value)}: {wording.one_line(value.snippet)}"
