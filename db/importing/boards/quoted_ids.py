"""Ids of floors that a page does not print, from the quotations that name the id of their source.

The quoted floor is found by author and minute, and by its words where those do not tell.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.importing.drafts import PostDraft, QuoteDraft

_LONGEST = 400
_MOST = 200  # posts of one author that are looked through for words
_EDIT_NOTE = re.compile(r"本帖最后由 .{1,80}? 于 .{4,30}? 编辑")


class _Sources:
    """The floors by author and minute, to find what a quotation quotes."""

    def __init__(self, posts: Sequence[PostDraft]) -> None:
        self._posts = posts
        self._places: dict[tuple[str, str], list[int]] = {}
        for place, post in enumerate(posts):
            if post.author and post.time is not None:
                self._places.setdefault((post.author, post.time.text), []).append(place)
                self._places.setdefault((post.author, ""), []).append(place)
        self._letters: dict[int, str] = {}

    def knows(self, author: str | None) -> bool:
        """Whether any floor is of an author."""
        return author is not None and (author, "") in self._places

    def place_of(self, quote: QuoteDraft, place: int) -> int | None:
        """Return the floor that a quotation quotes, where there is just one it can mean.

        Of several posts of a minute its words tell.  Some quotations print another hour than the
        floor does; then the words must stand in just one of the author's posts before.
        """
        if quote.author is None or quote.time is None or quote.elsewhere:
            return None
        exact = self._before(quote.author, quote.time.text, place)
        near = exact or self._before(quote.author, "", place)
        written = [each for each in near if each != place]
        if len(written) > 1 or not exact:
            words = self._words(quote, self._posts[place].text)
            enough = len(words) >= (1 if exact else 8)
            written = [each for each in written if enough and words in self._all(each)]
        return written[0] if len(written) == 1 else None

    def _before(self, author: str, time: str, place: int) -> list[int]:
        """Return the nearest floors of an author and a minute (of any for "") up to a place."""
        places = self._places.get((author, time), [])
        end = bisect_right(places, place)
        return places[max(0, end - _MOST) : end]

    def _words(self, quote: QuoteDraft, text: str) -> str:
        said = text[quote.words_start : min(quote.words_end, quote.words_start + _LONGEST)]
        return _letters(_EDIT_NOTE.sub("", said))[:60]

    def _all(self, place: int) -> str:
        if place not in self._letters:
            self._letters[place] = _letters(self._posts[place].text)
        return self._letters[place]


def ids_by_quotes(posts: Sequence[PostDraft]) -> list[PostDraft]:
    """Give floors the ids that quotations of them tell, and posts the one they say they answer.

    An id that no quotation tells stays unknown: the number of a floor is none, since the board
    gives its posts others.
    """
    sources = _Sources(posts)
    places = [
        [sources.place_of(quote, at) for quote in post.quotes] for at, post in enumerate(posts)
    ]
    told: dict[int, set[str]] = {}
    for post, found in zip(posts, places, strict=True):
        for quote, at in zip(post.quotes, found, strict=True):
            if at is not None and quote.source is not None:
                told.setdefault(at, set()).add(quote.source)
    ids = {at: next(iter(pids)) for at, pids in told.items() if len(pids) == 1}
    linked: list[PostDraft] = []
    for at, (post, found) in enumerate(zip(posts, places, strict=True)):
        quotes = tuple(
            replace(quote, source=_source(quote, where, ids, sources))
            for quote, where in zip(post.quotes, found, strict=True)
        )
        parent = next(
            (
                quote.source
                for quote, where in zip(quotes, found, strict=True)
                if not quote.level and where in ids and quote.source == ids[where]
            ),
            None,
        )
        linked.append(replace(post, site_id=ids.get(at), quotes=quotes, parent=parent))
    return linked


def _source(
    quote: QuoteDraft, place: int | None, ids: Mapping[int, str], sources: _Sources
) -> str | None:
    """Return the id of what is quoted: of a floor that is here, or of a post that is not."""
    if place is not None:
        return ids.get(place)
    # one of several posts of a writer who is here: the words will tell
    return None if sources.knows(quote.author) and not quote.elsewhere else quote.source


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
