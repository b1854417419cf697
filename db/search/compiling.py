"""From a query to an expression of the full-text tables, and how far that can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.search.narrowing import choose
from db.search.query import All, Author, Either, Not, Words
from db.search.tokens import LONG, NOWHERE, is_break, is_run, join, split
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.search.query import Query
    from db.search.vocabulary import Vocabulary

MOST_RUNS = 20_000
"""A part of a word that more words contain than this is looked for in the texts themselves.

Among a million posts an expression of seven thousand words has its first page in 0.1 seconds and
its count in 0.3; comparing the texts takes twenty for the count.
"""

MOST_PHRASES = 64
MOST_TOKENS = 32
MOST_ENDS = 16
_GROUP = 32


@dataclass(frozen=True, slots=True)
class Expression:
    """What a query means to a full-text table.

    Attributes:
        match: the expression; ``None`` matches every row if ``everything``, else no row.
        everything: no expression can narrow the search.
        exact: the rows that match are those where the query holds, rows with ``LONG`` apart;
            else they are more, and each is to be compared.
    """

    match: str | None
    everything: bool = False
    exact: bool = True


_NOTHING = Expression(None)
_EVERYTHING = Expression(None, everything=True, exact=False)


@dataclass(frozen=True, slots=True)
class Narrow:
    """What may be asked for in the place of a query: it costs less, and matches somewhat more.

    Attributes:
        match: an expression of at least the rows where the query holds, those with ``LONG`` too.
        most: if it matches more rows than this, to compare them costs more than it saves.
    """

    match: str
    most: int


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query for the tables.

    Attributes:
        whole: the query.
        words: for any of its words that are not left out, the phrases of which one must stand in
            a text; ``None`` if it has no such words.
        odd: rows with ``LONG`` are to be compared: there may be some, and the query holds runs.
        breaks: some of its words, longer than a character, hold spaces or punctuation.
        narrow: what to ask for first, if there is something.
    """

    whole: Expression
    words: list[list[str]] | None
    odd: bool
    breaks: bool
    narrow: Narrow | None = None


def compile_query(tree: Query, vocabulary: Vocabulary | None) -> Compiled:
    """Return the expression of a folded query.

    Without a vocabulary, parts of words cannot be looked up, and the answer is exact less often.
    """
    compiler = _Compiler(vocabulary)
    whole = compiler.tree(tree)
    wanted = [compiler.phrases(words) for words in _wanted(tree)]
    odd = compiler.runs and (vocabulary is None or vocabulary.some_long())
    phrases = [tokens for leaf in wanted for tokens in leaf or ()]
    nothing = whole.match is None and not whole.everything
    narrow = None if nothing else compiler.narrowed(tree, odd=odd)
    return Compiled(whole, phrases if wanted else None, odd, compiler.breaks, narrow)


def _wanted(tree: Query) -> list[Words]:
    match tree:
        case Words():
            return [tree]
        case All(children) | Either(children):
            return [words for child in children for words in _wanted(child)]
        case _:
            return []


def phrase(tokens: Iterable[str]) -> str:
    """Return tokens as a string of the expression language; nothing in it is read as syntax."""
    return '"' + join(tokens).replace('"', '""') + '"'


def either(expressions: Sequence[str]) -> str:
    """Return an expression for any of some expressions.

    FTS5 looks at all alternatives for every row, and makes one list of those that stand in
    parentheses; only what has a NOT stays a group.  In groups that leave out what is nowhere,
    seven thousand words are counted in a tenth of the time.
    """
    if len(expressions) == 1:
        return expressions[0]
    while len(expressions) > _GROUP:
        expressions = [
            f"({either(expressions[at : at + _GROUP])} NOT {phrase([NOWHERE])})"
            for at in range(0, len(expressions), _GROUP)
        ]
    return "(" + " OR ".join(expressions) + ")"


class _Compiler:
    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self._leaves: dict[Words, tuple[list[list[str]] | None, bool]] = {}
        self.runs = False
        self.breaks = False

    def tree(self, tree: Query) -> Expression:
        match tree:
            case Words():
                return self.leaf(tree)
            case Author(name):
                return self._author(name)
            case Either(children):
                return _either([self.tree(child) for child in children])
            case All(children):
                return self._all(children)
            case _:
                # the parser leaves Not in All only, and operators become conditions of rows
                raise AssertionError(tree)

    def narrowed(self, tree: Query, *, odd: bool) -> Narrow | None:
        """Return ``Compiled.narrow`` for a query, if any of its long phrases can be shortened.

        What must all be there can be asked for loosely; what may be there instead of something
        else, or must not, would bring rows that have nothing to do with the phrase.
        """
        children = tree.children if isinstance(tree, All) else (tree,)
        shortened = [self._shortened(child, odd=odd) for child in children]
        if not any(shortened):
            return None
        match = " AND ".join(short.match for short in shortened if short is not None)
        most = max(short.most for short in shortened if short is not None)
        others = [child for child, short in zip(children, shortened, strict=True) if short is None]
        wanted = [self.tree(child).match for child in others if not isinstance(child, Not)]
        known = " AND ".join(part for part in wanted if part is not None)
        if known:
            match += f" AND ({known} OR {phrase([LONG])})" if odd else f" AND {known}"
        unwanted = [self.tree(child.child) for child in others if isinstance(child, Not)]
        return Narrow(_without(match, unwanted), most)

    def _shortened(self, tree: Query, *, odd: bool) -> Narrow | None:
        if not isinstance(tree, Words) or self._vocabulary is None:
            return None
        tokens = split(fold(tree.text) if tree.exact else tree.text)
        if len(tokens) < 3 or (sample := self._vocabulary.sample()) is None:
            return None
        phrases = self.phrases(tree) or []
        ends = list(_fewest(tokens, phrases))
        choice = choose(tokens, max(1, len(phrases)), sample, ends)
        if choice is None:
            return None
        wanted = " ".join(phrase(piece) for _, piece in choice.pieces)
        match = f"NEAR({wanted}, {choice.gap})" if len(choice.pieces) > 1 else wanted
        if choice.end:
            match += (
                f" AND {either([phrase([end]) for end in (*ends, LONG) if end != LONG or odd])}"
            )
        return Narrow(match, choice.most)

    def _all(self, children: tuple[Query, ...]) -> Expression:
        wanted = [self.tree(child) for child in children if not isinstance(child, Not)]
        unwanted = [self.tree(child.child) for child in children if isinstance(child, Not)]
        if any(part.match is None and not part.everything for part in wanted):
            return _NOTHING
        known = [part.match for part in wanted if part.match is not None]
        exact = all(part.exact for part in (*wanted, *unwanted))
        if not known:
            return _EVERYTHING
        return Expression(f"({_without(' AND '.join(known), unwanted)})", exact=exact)

    def leaf(self, words: Words) -> Expression:
        phrases, exact = self._leaf(words)
        if phrases is None:
            return _EVERYTHING
        if not phrases:
            return _NOTHING
        return Expression(either([phrase(tokens) for tokens in phrases]), exact=exact)

    def phrases(self, words: Words) -> list[list[str]] | None:
        """Return the phrases of which one stands wherever the words do; ``None``: unknown."""
        return self._leaf(words)[0]

    def _leaf(self, words: Words) -> tuple[list[list[str]] | None, bool]:
        known = self._leaves.get(words)
        if known is None:
            known = self._leaves[words] = self._look_up(words)
        return known

    def _look_up(self, words: Words) -> tuple[list[list[str]] | None, bool]:
        folded = fold(words.text) if words.exact else words.text
        tokens = split(folded)
        self.runs = self.runs or any(is_run(token) for token in tokens)
        if len(folded) > 1:  # one character alone cannot begin here and end there
            self.breaks = self.breaks or any(is_break(token[0]) for token in tokens)
        if LONG in tokens:
            return [], True
        if len(tokens) > MOST_TOKENS:
            return [tokens[1 : MOST_TOKENS - 1]], False
        phrases = self._phrases(tokens)
        if phrases is None:
            return self._wider(tokens), False
        return phrases, not words.exact

    def _phrases(self, tokens: list[str]) -> list[list[str]] | None:
        """Return all the phrases that hold the tokens at their ends whole or in part."""
        if len(tokens) == 1:
            if not is_run(tokens[0]):
                return [tokens]
            known = self._vocabulary
            found = None if known is None else known.containing(tokens[0], MOST_RUNS)
            return None if found is None else [[run] for run in found]
        firsts = self._first(tokens[0])
        lasts = self._last(tokens[-1])
        if firsts is None or lasts is None or len(firsts) * len(lasts) > MOST_PHRASES:
            return None
        inner = tokens[1:-1]
        return [[first, *inner, last] for first in firsts for last in lasts]

    def _first(self, token: str) -> list[str] | None:
        if not is_run(token):
            return [token]
        return self._vocabulary.ending(token, MOST_PHRASES) if self._vocabulary else None

    def _last(self, token: str) -> list[str] | None:
        if not is_run(token):
            return [token]
        return self._vocabulary.starting(token, MOST_PHRASES) if self._vocabulary else None

    def _wider(self, tokens: list[str]) -> list[list[str]] | None:
        """Return phrases that are found at least where the tokens are."""
        if len(tokens) == 1:
            return None
        firsts, lasts = self._first(tokens[0]), self._last(tokens[-1])
        inner = tokens[1:-1]
        if firsts is not None and (lasts is None or len(firsts) <= len(lasts)):
            return [[first, *inner] for first in firsts]
        if lasts is not None:
            return [[*inner, last] for last in lasts]
        return [inner] if inner else None

    def _author(self, name: str) -> Expression:
        self.runs = True  # a name too long to be kept is LONG, too
        known = self._vocabulary
        found = None if known is None else known.authors(name, MOST_RUNS)
        if found is None:
            return _EVERYTHING
        if not found:
            return _NOTHING
        return Expression(either([phrase([token]) for token in found]))


def _fewest(tokens: Sequence[str], phrases: list[list[str]]) -> set[str]:
    """Return the longer runs at one end of some phrases, where they are fewest; none if many."""
    ends = (
        [
            {each[place] for each in phrases if each}
            for place in (0, -1)
            if len(tokens) == len(phrases[0]) and is_run(tokens[place])
        ]
        if phrases
        else []
    )
    fewest = min(ends, key=len, default=set[str]())
    return fewest if len(fewest) <= MOST_ENDS else set()


def _without(match: str, unwanted: list[Expression]) -> str:
    """Leave out what is unwanted; a row that only may hold it stays, and is compared."""
    out = [part.match for part in unwanted if part.match is not None and part.exact]
    return f"({match}) NOT {either(out)}" if out else match


def _either(parts: list[Expression]) -> Expression:
    if any(part.everything for part in parts):
        return _EVERYTHING
    known = [part.match for part in parts if part.match is not None]
    if not known:
        return _NOTHING
    return Expression(either(known), exact=all(part.exact for part in parts))
