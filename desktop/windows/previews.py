"""The words of a preview: of a floor, of a lost post, of the article, of words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from db.records import TimeOrigin
from db.text import visible
from db.threads.quoted import folding
from desktop.models import wording
from desktop.views.preview_popup import Preview, beginning

if TYPE_CHECKING:
    from db.records import Ghost, Post, ThreadHead

translate = QCoreApplication.translate


def of_words(words: str) -> Preview:
    """Return the preview of quoted words of which nobody knows whose they are."""
    said = translate("Previewing", "Quoted words; whose they are is not known")
    return Preview(said, "", beginning(words))


def of_post(post: Post) -> Preview:
    """Return the preview of a floor: its own words, without what it quotes itself."""
    name = wording.author(post.author)
    place = wording.floor(post.floor) if post.floor else ""
    if post.opening:
        place = translate("Previewing", "the opening post")
    title = " · ".join(one for one in (place, name) if one)
    when = wording.moment(post.posted_at) or visible(post.posted_at_text or "")
    if when and post.posted_at_from is TimeOrigin.QUOTE:
        when = translate("Previewing", "{time}, seen in a quote").format(time=when)
    elif when and post.posted_at_from is TimeOrigin.INFERRED:
        when = translate("Previewing", "{time}, inferred").format(time=when)
    text = beginning(post.text, folding(post.text, [quote.span for quote in post.quotes]))
    return Preview(title, when, text or translate("Previewing", "It holds no words."))


def of_ghost(ghost: Ghost, known_from: list[Post]) -> Preview:
    """Return the preview of a post that is not in the capture: what quotes preserved of it."""
    name = wording.author(ghost.author) if ghost.author else ""
    lost = translate("Previewing", "not in this capture")
    text = beginning(ghost.text)
    if not text:
        none = translate("Previewing", "Nobody quotes it, so none of its words are known.")
        return Preview(name or lost, lost if name else "", none)
    floors = wording.listed(wording.floor(post.floor) for post in known_from)
    source = translate("Previewing", "Text preserved in the quote of {floors}")
    return Preview(
        name or lost,
        " · ".join(one for one in (lost if name else "", wording.moment(ghost.posted_at)) if one),
        text,
        source.format(floors=floors) if floors else "",
    )


def of_article(head: ThreadHead) -> Preview:
    """Return the preview of the article."""
    text = head.article_text or (head.opening.text if head.opening is not None else "")
    return Preview(
        wording.one_line(head.summary.title),
        translate("Previewing", "the article"),
        beginning(text),
    )
