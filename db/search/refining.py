"""Narrowing a query by one more term, and taking that out again, in the reader's own spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import QueryWrong
from db.search.query import All, Either, Query, parse, write

if TYPE_CHECKING:
    from collections.abc import Iterable


def has_term(query: str, term: str) -> bool:
    """Tell whether a term stands in a query beside the others, so that all of them must hold."""
    tree = _tree(query)
    return tree is not None and _tree(term) in _parts(tree)


def standing(query: str, terms: Iterable[str]) -> frozenset[str]:
    """Return which of some terms stand in a query beside the others."""
    tree = _tree(query)
    parts = () if tree is None else _parts(tree)
    return frozenset(term for term in terms if _tree(term) in parts)


def with_term(query: str, term: str) -> str:
    """Return a query that holds where ``query`` and ``term`` do; itself if it has the term."""
    tree = _tree(query)
    if tree is None:
        return query if query.strip() else term
    if _tree(term) in _parts(tree):
        return query
    words = query.strip()
    return f"({words}) {term}" if isinstance(tree, Either) else f"{words} {term}"


def without_term(query: str, term: str) -> str:
    """Return a query without one of the terms that must all hold; empty if there is no other."""
    tree, leaf = _tree(query), _tree(term)
    if tree is None or leaf not in _parts(tree):
        return query
    rest = [part for part in _parts(tree) if part != leaf]
    if not rest:
        return ""
    wanted: Query = rest[0] if len(rest) == 1 else All(tuple(rest))
    at = query.rfind(term)
    while at >= 0:
        left = f"{query[:at].rstrip()} {query[at + len(term) :].lstrip()}".strip()
        if _tree(left) == wanted:
            return _unwrapped(left, wanted)
        at = query.rfind(term, 0, at)
    return write(wanted)


def _unwrapped(words: str, tree: Query) -> str:
    """Return words without the parentheses that a term beside them had made needful."""
    inner = words[1:-1].strip()
    wrapped = words.startswith("(") and words.endswith(")")
    return inner if wrapped and _tree(inner) == tree else words


def _tree(query: str) -> Query | None:
    try:
        return parse(query)
    except QueryWrong:
        return None


def _parts(tree: Query) -> tuple[Query, ...]:
    return tree.children if isinstance(tree, All) else (tree,)
