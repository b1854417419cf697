"""Following the words of a note when the text they stand in comes anew from another capture.

A note is never silently put on other words.  Its words stand where they stood (``anchored``), or
at one other place that is certain (``moved``), or the reader must look (``review``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from db.notes.selectors import CONTEXT
from db.records import NoteId, NoteState, NoteTarget, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from db.records import PostId, ThreadId

LONG = 12
"""Words of so many code points are themselves alone when they are found once."""

MOST_PLACES = 1_000
"""Words that stand in more places than this are not told apart."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """The notes of a text by what became of them."""

    same: frozenset[NoteId] = frozenset()
    moved: frozenset[NoteId] = frozenset()
    review: frozenset[NoteId] = frozenset()

    @property
    def notes(self) -> frozenset[NoteId]:
        """All of them."""
        return self.same | self.moved | self.review


def locate(target: NoteTarget, text: str) -> tuple[NoteState, Span]:
    """Find the words of a note in another text.

    Words that stand there once are found if they are long, or if some of the words around them
    are there too: a single 的 is no proof.  Of several places one is taken only if the words
    around it are more like those that were kept than around any other.

    Returns:
        The state of the note and where its words are now; the old place where it needs review.
    """
    places = list(_places(text, target.exact))
    if not places or len(places) > MOST_PLACES:
        return NoteState.REVIEW, target.span
    ranked = sorted(((_likeness(target, text, place), place) for place in places), key=_by_likeness)
    likeness, place = ranked[-1]
    if len(places) == 1:
        sure = likeness >= 0.25 or len(target.exact) >= LONG
    elif ranked[-2][0] < likeness:
        sure = likeness >= 0.5
    else:  # of places that are alike in everything, the one where it always was
        sure = likeness == 1 and (likeness, target.span) in ranked
        place = target.span
    if not sure:
        return NoteState.REVIEW, target.span
    return (NoteState.ANCHORED if place == target.span else NoteState.MOVED), place


def _by_likeness(rated: tuple[float, Span]) -> float:
    return rated[0]


def _places(text: str, words: str) -> Iterable[Span]:
    """Yield where the words stand, overlapping places too, one more than can be told apart."""
    at = text.find(words) if words else -1
    for _ in range(MOST_PLACES + 1):
        if at < 0:
            return
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def _likeness(target: NoteTarget, text: str, place: Span) -> float:
    """Return how much of the kept words around is around ``place``, 0 to 1; 1 is all of them.

    Words at the very beginning or end of their text are like others there.
    """
    before = text[max(0, place.start - CONTEXT) : place.start]
    after = text[place.end : place.end + CONTEXT]
    left = _common(target.prefix[::-1], before[::-1])
    right = _common(target.suffix, after)
    kept = len(target.prefix) + len(target.suffix)
    found = left + right
    if len(target.prefix) < CONTEXT:
        kept += 1
        found += len(before) == left == len(target.prefix)
    if len(target.suffix) < CONTEXT:
        kept += 1
        found += len(after) == right == len(target.suffix)
    return found / kept


def _common(one: str, other: str) -> int:
    """Return the length of the common beginning."""
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


def reanchor(connection: Connection, post_id: PostId, new_text: str) -> Anchored:
    """Follow the words of all notes on a post to its new text, inside the caller's transaction.

    Notes in the trash are followed too, so that they come back where they belong.
    """
    return _follow(
        connection,
        connection.exec_driver_sql(
            'SELECT id, exact, prefix, suffix, start, "end", state FROM note WHERE post_id = ?',
            (post_id,),
        ).fetchall(),
        new_text,
    )


def reanchor_article(connection: Connection, thread: ThreadId, new_text: str) -> Anchored:
    """Follow the words of all notes on the article of a thread; see ``reanchor``."""
    return _follow(
        connection,
        connection.exec_driver_sql(
            'SELECT id, exact, prefix, suffix, start, "end", state FROM note'
            " WHERE thread_id = ? AND post_id IS NULL",
            (thread,),
        ).fetchall(),
        new_text,
    )


def _follow(connection: Connection, rows: Iterable[Any], text: str) -> Anchored:
    found: dict[NoteState, set[NoteId]] = {state: set() for state in NoteState}
    for row in rows:
        note, exact, prefix, suffix, start, end, state = row
        if exact is None:
            found[NoteState.ANCHORED].add(NoteId(note))
            continue
        target = NoteTarget(exact, prefix or "", suffix or "", Span(start, end))
        became, span = locate(target, text)
        found[became].add(NoteId(note))
        # words that moved once stand apart from where they were written for until confirmed
        shown = NoteState.MOVED if state == "moved" and became is NoteState.ANCHORED else became
        if (shown.value, span.start, span.end) != (state, start, end):
            connection.exec_driver_sql(
                'UPDATE note SET state = ?, start = ?, "end" = ? WHERE id = ?',
                (shown.value, span.start, span.end, note),
            )
    return Anchored(
        same=frozenset(found[NoteState.ANCHORED]),
        moved=frozenset(found[NoteState.MOVED]),
        review=frozenset(found[NoteState.REVIEW]),
    )
