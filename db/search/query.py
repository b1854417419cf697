"""The query language: from what was typed to a tree, and back.

``words`` are looked for as they stand, as parts of a text; several must all be there.
``"words with spaces"`` is one phrase (``""`` inside is a quotation mark), and so is
``“words with spaces”``, as Chinese input methods write it.  ``-word`` must not be there, ``=word``
must be there in this very script, width and case, ``author:name`` keeps what was written by
somebody whose name contains it, and the other operators (``db.search.operators``) keep what they
hold for.  ``OR`` stands between two alternatives and binds less than words that stand side by
side; parentheses group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from db.errors import QueryWrong
from db.search.operators import OPERATORS, Named, Operator, read_operator, write_operator

MOST_LEAVES = 100
MOST_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must stand in a text as they are; ``exact`` means in this script and case."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Author:
    """The text was written by somebody whose name contains ``name``."""

    name: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be; only ever a part of ``All``."""

    child: Query


@dataclass(frozen=True, slots=True)
class All:
    """Everything of this; at least one child is no ``Not``, and none is an ``All``."""

    children: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of this; no child is an ``Either`` or a ``Not``."""

    children: tuple[Query, ...]


Query: TypeAlias = Words | Author | Operator | Not | All | Either

KEYWORDS = ("author", *OPERATORS)
"""What stands before a colon, and is no word then."""

COLONS = (":", "：")
_OPENING, _CLOSING = "“", "”"


def parse(query: str) -> Query:
    """Return the tree of a query.

    Raises:
        QueryWrong: it cannot be understood, or it names nothing to look for.
    """
    return _Parser(query).either(0)


def write(tree: Query) -> str:
    """Return a query that ``parse`` reads as ``tree``."""
    match tree:
        case Words(text, exact):
            return ("=" if exact else "") + _written(text, after_sign=exact)
        case Author(name):
            return "author:" + written(name)
        case Named(name, text):
            return f"{name}:" + written(text)
        case Not(child):
            return "-" + _grouped(child, always=isinstance(child, All | Either))
        case All(children):
            return " ".join(_grouped(child, always=isinstance(child, Either)) for child in children)
        case Either(children):
            return " OR ".join(_grouped(child, always=False) for child in children)
        case _:
            return write_operator(tree)


def written(text: str) -> str:
    """Return words as they are typed behind a colon, in quotation marks where they need them."""
    return _written(text, after_sign=True)


def _grouped(tree: Query, *, always: bool) -> str:
    return f"({write(tree)})" if always else write(tree)


def _written(text: str, *, after_sign: bool) -> str:
    plain = (
        text
        and not any(character.isspace() or character in '()"' for character in text)
        and text[0] != _OPENING
        and (after_sign or (text[0] not in "-=" and text != "OR" and _keyword(text) is None))
    )
    return text if plain else '"' + text.replace('"', '""') + '"'


def _keyword(word: str) -> str | None:
    """Return the operator that a word begins with, if it does."""
    for name in KEYWORDS:
        if word.startswith(name) and word[len(name) :].startswith(COLONS):
            return name
    return None


class _Parser:
    """Reads a query from left to right; ``at`` is the code point that comes next."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.at = 0
        self.leaves = 0

    def either(self, depth: int) -> Query:
        branches = [self._all(depth)]
        while self._takes_or():
            branches.append(self._all(depth))
        if len(branches) == 1:
            return branches[0]
        flat: list[Query] = []
        for branch in branches:
            flat.extend(branch.children if isinstance(branch, Either) else (branch,))
        return Either(tuple(flat))

    def _all(self, depth: int) -> Query:
        start = self._skip_spaces()
        children: list[Query] = []
        while not self._at_end(depth) and not self._sees_or():
            child = self._one(depth)
            children.extend(child.children if isinstance(child, All) else (child,))
            self._skip_spaces()
        if not children:
            raise self._missing(start, depth)
        if all(isinstance(child, Not) for child in children):
            raise _nothing_to_find(start)
        return children[0] if len(children) == 1 else All(tuple(children))

    def _one(self, depth: int) -> Query:
        character = self.query[self.at]
        after = self.query[self.at + 1 : self.at + 2]
        if character == "-" and self._starts_something(after, depth):
            self.at += 1
            return Not(self._positive(depth))
        return self._positive(depth)

    def _positive(self, depth: int) -> Query:
        start = self.at
        character = self.query[start]
        if character == "(":
            return self._group(depth)
        self.leaves += 1
        if self.leaves > MOST_LEAVES:
            raise QueryWrong(
                "A search can look for {most} words at most; nothing was looked for.",
                start,
                "Use fewer words, or put what belongs together in quotation marks.",
                most=MOST_LEAVES,
            )
        if self._sees_phrase(depth):
            return Words(self._phrase())
        if character == "=" and self._starts_something(self.query[start + 1 : start + 2], depth):
            self.at += 1
            quoted = self._sees_phrase(depth)
            return Words(self._phrase() if quoted else self._word(depth), exact=True)
        return self._field_or_word(depth)

    def _field_or_word(self, depth: int) -> Query:
        start = self.at
        name = _keyword(self.query[start : start + 8])
        if name is None:
            return Words(self._word(depth))
        self.at += len(name) + 1
        begin = self.at
        value = ""
        if not self._at_end(depth) and not self.query[begin].isspace():
            value = self._phrase() if self._sees_phrase(depth) else self._word(depth)
        if not value:
            raise QueryWrong(
                "“{name}:” needs something behind it; nothing was looked for.",
                start,
                "Write it directly behind the colon.",
                name=name,
            )
        return Author(value) if name == "author" else read_operator(name, value, begin)

    def _group(self, depth: int) -> Query:
        start = self.at
        if depth >= MOST_DEPTH:
            raise QueryWrong(
                "The parentheses are nested too deeply; nothing was looked for.",
                start,
                "Use fewer of them, or put the words in quotation marks.",
            )
        self.at += 1
        tree = self.either(depth + 1)
        if self.query[self.at : self.at + 1] != ")":
            raise QueryWrong(
                "A parenthesis is opened but not closed; nothing was looked for.",
                start,
                "Close it, or put the words in quotation marks.",
            )
        self.at += 1
        return tree

    def _sees_phrase(self, depth: int) -> bool:
        """Tell whether words in quotation marks begin here.

        Curly ones count where they stand around whole words; elsewhere they are what is looked for.
        """
        if self.query[self.at] == '"':
            return True
        end = self._curly_end()
        after = self.query[end + 1 : end + 2]
        return end > self.at + 1 and (not after or after.isspace() or (depth > 0 and after == ")"))

    def _curly_end(self) -> int:
        opened = self.query[self.at] == _OPENING
        return self.query.find(_CLOSING, self.at + 1) if opened else -1

    def _phrase(self) -> str:
        start = self.at
        end = self._curly_end()
        if end >= 0:
            self.at = end + 1
            return self.query[start + 1 : end]
        parts: list[str] = []
        at = start + 1
        while True:
            end = self.query.find('"', at)
            if end < 0:
                raise QueryWrong(
                    "A quotation mark is opened but not closed; nothing was looked for.",
                    start,
                    "Close it, or leave it out.",
                )
            parts.append(self.query[at:end])
            if self.query[end + 1 : end + 2] != '"':
                break
            parts.append('"')
            at = end + 2
        self.at = end + 1
        if not any(parts):
            raise QueryWrong(
                "There is nothing between the quotation marks; nothing was looked for.",
                start,
                "Write the words to look for between them.",
            )
        return "".join(parts)

    def _word(self, depth: int) -> str:
        """Read up to the next space, or the parenthesis that closes the group."""
        start = self.at
        opened = 0
        while self.at < len(self.query):
            character = self.query[self.at]
            if character.isspace():
                break
            if character == "(":
                opened += 1
            elif character == ")":
                if not opened and depth:
                    break
                opened -= 1 if opened else 0
            self.at += 1
        return self.query[start : self.at]

    def _skip_spaces(self) -> int:
        while self.at < len(self.query) and self.query[self.at].isspace():
            self.at += 1
        return self.at

    def _at_end(self, depth: int) -> bool:
        return self.at >= len(self.query) or (depth > 0 and self.query[self.at] == ")")

    @staticmethod
    def _starts_something(character: str, depth: int) -> bool:
        return bool(character) and not character.isspace() and not (depth and character == ")")

    def _sees_or(self) -> bool:
        after = self.query[self.at + 2 : self.at + 3]
        return self.query.startswith("OR", self.at) and (
            not after or after in "()" or after.isspace()
        )

    def _takes_or(self) -> bool:
        self._skip_spaces()
        if not self._sees_or():
            return False
        self.at += 2
        return True

    def _missing(self, start: int, depth: int) -> QueryWrong:
        if self._sees_or():
            return QueryWrong(
                "“OR” needs words before and behind it; nothing was looked for.",
                start,
                "Put it in quotation marks to look for the word itself.",
            )
        if depth or self.query[:start].strip():
            return QueryWrong(
                "Words are missing here; nothing was looked for.",
                start,
                "Complete the search, or put it in quotation marks.",
            )
        return QueryWrong("There is nothing to look for.", start, "Type a word or a character.")


def _nothing_to_find(start: int) -> QueryWrong:
    return QueryWrong(
        "A search needs something to look for, not only what to leave out.",
        start,
        "Add a word that must be there.",
    )
