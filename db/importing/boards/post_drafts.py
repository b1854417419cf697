"""From the parts of a post, as a page of HTML marks them, to the draft of the post."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.nesting import outermost
from db.importing.drafts import AsideDraft, AsideKind, PostDraft
from db.importing.markup.body import body_of
from db.importing.markup.tree import classes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import TimeDraft
    from db.importing.markup.body import Body

_SIGNED = re.compile(r"^_{5,}\s*")
_NUMBER = re.compile(r"\d{1,9}")
_REPLY_MARK = re.compile(r"^(?:re|aw|sv|antw|odp|回复|回覆)\s*(?:\[\d{1,4}\])?\s*[:：]\s*", re.I)


def of_class(*names: str) -> Callable[[Node], bool]:
    """Return a question to elements: whether they are of any of these classes."""
    wanted = frozenset(names)

    def asked(node: Node) -> bool:
        return not wanted.isdisjoint(classes(node))

    return asked


def asides_of(node: Node, kinds: Iterable[tuple[str, AsideKind]]) -> tuple[AsideDraft, ...]:
    """Return the words of parts of a post that are not its writer's, by selector."""
    found: list[AsideDraft] = []
    for css, kind in kinds:
        seen: set[str] = set()
        for each in outermost(node.css(css)):
            text = body_of(each).text
            if text and text not in seen:
                seen.add(text)
                found.append(AsideDraft(kind, text))
    return tuple(found)


def with_attached(body: Body, node: Node, css: str) -> Body:
    """Let the pictures that hang below a post stand at its end."""
    figures = [
        replace(figure, at=len(body.text))
        for each in outermost(node.css(css))
        for figure in body_of(each).figures
    ]
    known = {figure.src for figure in body.figures}
    hanging = [figure for figure in figures if figure.src not in known]
    return replace(body, figures=(*body.figures, *hanging)) if hanging else body


def note_below(text: str, otherwise: AsideKind = AsideKind.NOTICE) -> AsideDraft:
    """Return what stands below a post: its signature, below a line of ``_``, else a note."""
    if _SIGNED.match(text):
        return AsideDraft(AsideKind.SIGNATURE, _SIGNED.sub("", text))
    return AsideDraft(otherwise, text)


def subject_aside(subject: str, title: str) -> tuple[AsideDraft, ...]:
    """Return the heading of a post as an aside, unless it only repeats the title of the thread."""
    plain = subject.strip()
    if not plain or same_subject(plain, title):
        return ()
    return (AsideDraft(AsideKind.NOTICE, plain),)


def same_subject(subject: str, title: str) -> bool:
    """Tell whether the heading of a post says nothing but the title, perhaps after ``Re:``."""
    return _REPLY_MARK.sub("", subject).strip().casefold() == title.strip().casefold()


def post_of_words(body: Body, asides: Iterable[AsideDraft] = ()) -> PostDraft:
    """Return a post of these words; ``asides`` stand with it elsewhere on the page."""
    return PostDraft(
        body.text,
        quotes=body.quotes,
        figures=body.figures,
        links=body.links,
        asides=(*body.asides, *asides),
    )


def post_of(  # noqa: PLR0913 - the parts a page gives of a post
    body: Body,
    *,
    author: str,
    time: TimeDraft | None,
    site_id: str | None,
    floor: str = "",
    parent: str | None = None,
    kind: str | None = None,
    deleted: bool = False,
    asides: Sequence[AsideDraft] = (),
) -> PostDraft:
    """Make a draft of the words of a post and of what the page says of it."""
    kept = (*body.asides, *asides)
    edited = next((each.text for each in kept if each.kind is AsideKind.EDITED), None)
    return PostDraft(
        text=body.text,
        author=author.strip() or None,
        floor=floor.strip() or None,
        time=time,
        site_id=site_id,
        parent=parent,
        kind=kind,
        edited=edited,
        deleted=deleted,
        quotes=body.quotes,
        figures=body.figures,
        links=body.links,
        asides=kept,
    )


def with_opening(posts: Sequence[PostDraft], page: int | None) -> tuple[PostDraft, ...]:
    """Mark the first post as the opening one, where this is the first page of the thread.

    A first post that bears another number than 1 opens nothing.
    """
    if not posts or (page is not None and page != 1):
        return tuple(posts)
    number = _NUMBER.search(posts[0].floor or "")
    if number is not None and int(number[0]) != 1:
        return tuple(posts)
    return (replace(posts[0], opening=True), *posts[1:])


def numbered(posts: Sequence[PostDraft], first: int) -> list[PostDraft]:
    """Number posts of a board that counts them without printing the numbers."""
    return [
        post if post.floor else replace(post, floor=str(number))
        for number, post in enumerate(posts, first)
    ]


def poster_of(posts: Sequence[PostDraft]) -> str | None:
    """Return who wrote the opening post, where it is here."""
    return next((post.author for post in posts if post.opening), None)
