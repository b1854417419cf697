"""How sure a reader is of a page, from the marks of its engine that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.claims import Score

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.importing.markup.tree import Tree


def marks(
    tree: Tree,
    wanted: Iterable[tuple[str, float, str]],
    known: tuple[float, str] | None = None,
) -> tuple[float, list[str]]:
    """Return what the marks that are there are worth together, and their names.

    Args:
        tree: the page.
        wanted: selector, worth and name of each mark.
        known: worth and name of what speaks for the reader already, as the address does.
    """
    score, reasons = (known[0], [known[1]]) if known is not None else (0.0, [])
    for css, worth, reason in wanted:
        if tree.has(css):
            score += worth
            reasons.append(reason)
    return score, reasons


def score_of(score: float, reasons: list[str]) -> Score:
    """Return a judgement; no page is certain."""
    return Score(min(score, 0.97), tuple(reasons))
