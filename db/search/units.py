"""What is searched of a thread, prepared for the index: pure work, done before any transaction.

A unit is one post, one article, one caption, one title or one author's name; words that must all
be there must be in one unit.  The article is its blocks joined by line feeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from db.search.matching import fold_with_own_parts
from db.search.tokens import (
    BORDER,
    LONG,
    OWN,
    SEPARATOR,
    SOFT,
    Cutter,
    Kind,
    author_token,
    is_break,
    join,
    kind_token,
)
from db.text import fold, fold_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.records import Span


_NAMES = 1 << 14
"""So many names are remembered: the same people write in thread after thread."""


class PostText(NamedTuple):
    """A post as it is searched: ``quotes`` are the whole passages, from head to ruler."""

    text: str
    author: str | None = None
    quotes: tuple[Span, ...] = ()


class NameUnit(NamedTuple):
    """A name of a thread: its tokens and the position of its first post, if it has one."""

    name: str
    tokens: str
    post: int | None


@dataclass(frozen=True, slots=True)
class ThreadUnits:
    """A thread as the index takes it; picklable.

    Attributes:
        posts: the tokens of each post; of one that quotes, those of the poster's own words stand
            behind them.
        quoting: whether it quotes, of each post.
        runs: the distinct runs, which tell what a part of a word can be part of.
        authors: the distinct tokens of authors.
    """

    title: str
    article: str | None
    captions: tuple[tuple[int, str], ...]
    names: tuple[NameUnit, ...]
    posts: tuple[str, ...]
    quoting: tuple[bool, ...]
    runs: str
    authors: str


def prepare_units(
    title: str,
    *,
    authors: Iterable[str | None] = (),
    blocks: Sequence[str] = (),
    captions: Iterable[tuple[int, str | None]] = (),
    posts: Iterable[PostText] = (),
) -> ThreadUnits:
    """Fold a thread and cut it into tokens.

    Args:
        title: the title that is shown.
        authors: who wrote the article and who posted it, as far as they are known.
        blocks: the texts of the article's blocks, in order.
        captions: the captions of its figures, each with the ordinal of its block.
        posts: the posts in the order in which ``index_thread`` gets their ids.
    """
    writers = tuple(dict.fromkeys(name for name in authors if name))
    book = _Book()
    names: dict[str, int | None] = dict.fromkeys(writers)
    units: list[str] = []
    quoting: list[bool] = []
    posts = tuple(posts)
    plain = iter(book.plain([post.text for post in posts if not post.quotes]))
    for position, post in enumerate(posts):
        units.append(book.quoting(post) if post.quotes else book.signed(next(plain), post.author))
        quoting.append(bool(post.quotes))
        if post.author and names.get(post.author) is None:
            names[post.author] = position
    article = "\n".join(blocks)
    return ThreadUnits(
        title=book.text(Kind.TITLE, title, writers),
        article=book.text(Kind.ARTICLE, article, writers) if article else None,
        captions=tuple(
            (block, book.text(Kind.CAPTION, text, writers)) for block, text in captions if text
        ),
        names=tuple(NameUnit(name, book.name(name), position) for name, position in names.items()),
        posts=tuple(units),
        quoting=tuple(quoting),
        runs=book.runs(),
        authors=book.authors(),
    )


def prepare_note(body: str) -> str:
    """Fold a note and cut it into tokens."""
    return Cutter().joined(fold(body))


def prepare_title(title: str, authors: Iterable[str | None]) -> tuple[str, str]:
    """Return the tokens of a title by these authors, and the list of the runs in it."""
    book = _Book()
    writers = [name for name in dict.fromkeys(authors) if name]
    return book.text(Kind.TITLE, title, writers), book.runs()


class _Book:
    """Collects the distinct tokens of a thread while its texts are cut up."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._authors: set[str] = set()
        self._signatures: dict[str, str] = {}

    def text(self, kind: Kind, text: str, signed: Iterable[str]) -> str:
        """Return the tokens of a text with its kind and the names of those who signed it."""
        tokens = self._cutter.joined(fold(text))
        signature = [self._token(name) for name in signed]
        border = (BORDER,) if signature else ()
        return _row(tokens, BORDER, kind_token(kind), *border, *signature)

    def name(self, name: str) -> str:
        """Return the tokens of an author's name."""
        known = _cut_name(name)
        self._cutter.runs.update(known.runs)
        return known.tokens

    def plain(self, texts: Sequence[str]) -> list[str]:
        """Return the tokens of posts that do not quote."""
        return self._cutter.all_joined(fold_all(texts))

    def signed(self, tokens: str, author: str | None) -> str:
        """Return the tokens of a text with the name of its author."""
        return _row(tokens, self._author(author)) if author else tokens

    def quoting(self, post: PostText) -> str:
        """Return the tokens of a post that quotes, and behind them those of its own words."""
        signed = self._author(post.author) if post.author else ""
        folded, parts = fold_with_own_parts(post.text, post.quotes)
        behind = [SOFT] if _has_soft_border(folded, parts) else []
        for start, end in parts:
            own = self._cutter.joined(folded[start:end])
            behind += (BORDER, OWN + own.replace(SEPARATOR, SEPARATOR + OWN))
        tokens = self._cutter.joined(folded)
        return _row(tokens, signed, *behind)

    def runs(self) -> str:
        """Return the distinct runs, each between two separators; ``LONG`` among them if used."""
        return _listed(self._cutter.runs)

    def authors(self) -> str:
        """Return the distinct author tokens, each between two separators."""
        return _listed(self._authors)

    def _author(self, name: str) -> str:
        """Return the token of a name behind a border: no phrase runs on into it."""
        known = self._signatures.get(name)
        if known is None:
            known = self._signatures[name] = join((BORDER, self._token(name)))
        return known

    def _token(self, name: str) -> str:
        token = _cut_name(name).token
        (self._cutter.runs if token == LONG else self._authors).add(token)
        return token


class _Name(NamedTuple):
    """A name as the token of an author, as the tokens of a unit of its own, and the runs in it."""

    token: str
    tokens: str
    runs: frozenset[str]


@lru_cache(maxsize=_NAMES)
def _cut_name(name: str) -> _Name:
    folded = fold(name)
    cutter = Cutter()
    tokens = _row(cutter.joined(folded), join((BORDER, kind_token(Kind.AUTHOR))))
    return _Name(author_token(folded), tokens, frozenset(cutter.runs))


def _row(*parts: str) -> str:
    """Return tokens in a row of which some are joined already and some are none."""
    return join(filter(None, parts))


def _listed(tokens: set[str]) -> str:
    return join(("", *sorted(tokens), ""))


def _has_soft_border(folded: str, parts: Sequence[tuple[int, int]]) -> bool:
    """Tell whether own words and a quote meet without a space or a mark between them.

    Only then can words run from the one into the other that hold no break themselves.
    """
    borders = {place for part in parts for place in part if 0 < place < len(folded)}
    return any(not is_break(folded[at - 1]) and not is_break(folded[at]) for at in borders)
