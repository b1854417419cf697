"""From the words of an element to the draft of a post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.drafts import PostDraft

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.importing.drafts import AsideDraft
    from db.importing.markup.body import Body


def post_of(body: Body, asides: Iterable[AsideDraft] = ()) -> PostDraft:
    """Return a post of these words; ``asides`` stand with it elsewhere on the page."""
    return PostDraft(
        body.text,
        quotes=body.quotes,
        figures=body.figures,
        links=body.links,
        asides=(*body.asides, *asides),
    )
