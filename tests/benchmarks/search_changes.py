"""A copy of the library in which threads and notes are added, changed and removed."""

from __future__ import annotations

import random
import shutil
import statistics
from typing import TYPE_CHECKING

from db import store as stores
from db.notes import writing
from db.records import PostId, ThreadId
from db.search import reindex_thread, search
from db.text import fold
from db.threads import editing, erasing
from tests.benchmarks import search_library
from tests.benchmarks.search_corpus import REPLIES, Corpus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Changed:
    """The copy, and the texts that it has after each change.

    Attributes:
        store: the copy.
        texts: the texts of its replies.
        folded: the same, folded.
    """

    def __init__(
        self,
        place: Path,
        folder: Path,
        texts: Sequence[str],
        folded: Sequence[str],
        quoting: float,
    ) -> None:
        self._place = folder / "changed.beilin"
        self._place.unlink(missing_ok=True)
        shutil.copyfile(place, self._place)
        self.store = stores.open_library(self._place)
        self.texts = list(texts)
        self.folded = list(folded)
        self._corpus = Corpus(quoting=quoting)
        self._threads = len(texts) // REPLIES
        self._chance = random.Random(3)
        self._notes: list[str] = []

    def close(self) -> None:
        """Let go of the copy and delete it."""
        self.store.close()
        self._place.unlink()

    def add(self, number: int) -> str:
        """Add threads, each in a transaction of its own; return what one takes."""
        taken: list[search_library.Spent] = []
        for _ in range(number):
            discussion = self._corpus.thread(self._threads)
            self._threads += 1
            taken.append(search_library.add(self.store, self._threads, discussion))
            self.texts += [reply.text for reply in discussion.replies]
        self.folded += map(fold, self.texts[len(self.folded) :])
        index = [spent.index * 1000 for spent in taken]
        rows = [spent.storing * 1000 for spent in taken]
        return (
            f"{statistics.median(index):.1f} ms to fold, index and commit (the slowest"
            f" {max(index):.1f}), {statistics.median(rows):.1f} ms to store the rows"
        )

    def edit(self, number: int) -> None:
        """Give each reply of some threads the words of another and some of its own."""
        for thread in self._some(number):
            first = (thread - 1) * REPLIES
            places = range(first, first + REPLIES)
            for place in places:
                self.texts[place] = self._chance.choice(self.texts)[:200] + "改寫過的"
                self.folded[place] = fold(self.texts[place])
            with self.store.write() as connection:
                connection.exec_driver_sql("DELETE FROM quote WHERE thread_id = ?", (thread,))
                connection.exec_driver_sql(
                    "UPDATE post_version SET text = ? WHERE post_id = ?",
                    [(self.texts[place], place + 1) for place in places],
                )
                reindex_thread(connection, thread)

    def remove(self, number: int) -> None:
        """Put some threads into the trash, take half of them out again, and erase the others."""
        chosen = self._some(number)
        for thread in chosen:
            editing.trash(self.store, ThreadId(thread))
        for thread in chosen[::2]:
            editing.restore(self.store, ThreadId(thread))
        erasing.empty_trash(self.store)
        for thread in chosen[1::2]:
            first = (thread - 1) * REPLIES
            for place in range(first, first + REPLIES):
                self.texts[place] = self.folded[place] = ""
        self.texts = [text for text in self.texts if text]
        self.folded = [text for text in self.folded if text]

    def write_notes(self, number: int) -> None:
        """Write notes, and change and remove a part of them."""
        with self.store.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT thread_id, id FROM post ORDER BY id DESC LIMIT ?", (number,)
            ).all()
        for place, (thread, post) in enumerate(rows):
            body = self._chance.choice(self.texts)[:80].strip() or "石碑"
            note = writing.add(self.store, ThreadId(thread), post=PostId(post), body=body).value
            if place % 3 == 0:
                body = f"{body}，改过"
                writing.edit(self.store, note.id, body=body)
            if place % 3 == 1:
                writing.remove(self.store, note.id)
            else:
                self._notes.append(fold(body))

    def compare_notes(self) -> int:
        """Return how many pieces of notes are not found in as many as hold them."""
        wrong = 0
        for body in self._notes:
            start = self._chance.randrange(len(body))
            piece = body[start : start + 3]
            query = '"' + piece.replace('"', '""') + '"'
            truth = sum(piece in other for other in self._notes)
            wrong += search(self.store, query, limit=0).counts["note"] != truth
        return wrong

    def _some(self, number: int) -> list[int]:
        return self._chance.sample(range(1, self._threads + 1), number)
