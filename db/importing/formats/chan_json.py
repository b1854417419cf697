"""A thread of a 4chan-like board as its API gives it; posts name what they answer in their words.

A ``>>123`` in the words is a link to a post; several may stand in one post.  The first states the
parent; each is a quotation with its source, together with the ``>`` lines right below it.
Source of the fields: the documentation of the 4chan API (vichan gives the same).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import host_of
from db.importing.boards.html_pieces import body
from db.importing.boards.json_values import NOTHING, mapping, mappings, name, text, whole
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import (
    AsideDraft,
    AsideKind,
    FigureDraft,
    PostDraft,
    QuoteDraft,
    ThreadDraft,
)
from db.importing.moments import epoch
from db.importing.page import Medium

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.importing.page import Page

VERSION = "1"
SITE = "4chan-type"
_BOARD = re.compile(r"https?://[^/\s]{1,200}/([\w-]{1,20})/(?:thread|res)/")
_LINK = re.compile(r">>(?P<other>>/?[\w/-]{0,30}/)?(?P<post>\d{1,18})\b(?:[ ]\((?:OP|You|Dead)\))?")
_QUOTED = re.compile(r"\n>(?!>)[^\n]*")
_LONGEST_TITLE = 60


def claims(page: Page) -> Score:
    """Look for posts with number, what they answer, and time."""
    thread = next(iter(_threads(page)), NOTHING)
    posts = mappings(thread.get("posts"))[:4]
    if posts and all("no" in each and "time" in each for each in posts):
        if any("resto" in each or "com" in each or "tim" in each for each in posts):
            return Score(0.9, ("posts with no, resto and com",))
        return Score(0.5, ("posts with no and time",))
    boards = mappings(page.json)[:3]
    if boards and all("threads" in each and "page" in each for each in boards):
        return Score(0.2, ("a catalogue of threads",), a_list=True)
    if any("posts" in each for each in mappings(page.fields.get("threads"))[:3]):
        first = mappings(mappings(page.fields.get("threads"))[0].get("posts"))
        if first and "no" in first[0]:
            return Score(0.2, ("a page of threads",), a_list=True)
    return NOT_MINE


def _threads(page: Page) -> list[Mapping[str, object]]:
    """Return the threads of a document: one, or a list of them."""
    return [page.fields] if page.fields else mappings(page.json)


def read(page: Page) -> tuple[ThreadDraft, ...]:
    """Read the threads of a document."""
    return tuple(_thread(mappings(each.get("posts")), page.url) for each in _threads(page))


def _thread(given: Sequence[Mapping[str, object]], url: str) -> ThreadDraft:
    head: Mapping[str, object] = given[0] if given else mapping(None)
    top = name(head.get("resto")) if head.get("resto") not in (0, "0", None) else None
    topic = top or name(head.get("no"))
    match = _BOARD.match(url)
    board = match[1] if match is not None else name(head.get("board"))
    posts = [_post(each, board) for each in given]
    if posts and top is None:
        posts[0] = replace(posts[0], opening=True)
    site = host_of(url) or SITE
    # numbers are those of a board of a site: where one of these is not known, the time of the
    # thread tells it from another's
    keyed = f"{board}/{topic}" if board else f"{topic}"
    if not board or not host_of(url):
        keyed += f"-{text(head.get('time'))}"
    return ThreadDraft(
        title=_title(head, posts),
        board=f"/{board}/" if board else None,
        source_url=url or None,
        poster=posts[0].author if posts and top is None else None,
        site=site if topic else None,
        topic_id=keyed if topic else None,
        timezone="UTC",
        claimed_posts=whole(head.get("replies")),
        posts=tuple(posts),
    )


def _title(head: Mapping[str, object], posts: Sequence[PostDraft]) -> str:
    subject = body(text(head.get("sub"))).text
    first = posts[0].text.split("\n", 1)[0] if posts else ""
    return subject or text(head.get("semantic_url")).replace("-", " ") or first[:_LONGEST_TITLE]


def _post(given: Mapping[str, object], board: str | None) -> PostDraft:
    words = body(text(given.get("com")))
    quotes = tuple(_quotes(words.text, board))
    named = [quote.source for quote in quotes if quote.source and not quote.elsewhere]
    author = " ".join(
        part for part in (body(text(given.get("name"))).text, text(given.get("trip"))) if part
    )
    subject = body(text(given.get("sub"))).text
    answers = given.get("resto") not in (0, "0", None)
    return PostDraft(
        text=words.text,
        author=author or None,
        time=epoch(given.get("time")),
        site_id=name(given.get("no")),
        parent=named[0] if named else None,
        kind=name(given.get("capcode")),
        deleted=given.get("filedeleted") in (1, True) and not words.text,
        quotes=quotes,
        figures=(*_picture(given), *words.figures),
        links=tuple(link for link in words.links if not link.href.startswith(("#", "/"))),
        asides=(
            *words.asides,
            *((AsideDraft(AsideKind.NOTICE, subject),) if subject and answers else ()),
        ),
    )


def _quotes(words: str, board: str | None) -> list[QuoteDraft]:
    """Find the posts that the words name, each with the quoted lines right below."""
    found: list[QuoteDraft] = []
    at = 0
    while (match := _LINK.search(words, at)) is not None:
        end = below = match.end()
        while (line := _QUOTED.match(words, below)) is not None:
            below = line.end()
        at = below
        start = end + 1 if below > end else end
        other = (match["other"] or "").strip(">/")
        found.append(
            QuoteDraft(
                match.start(),
                below,
                start,
                below,
                source=match["post"],
                elsewhere=bool(other) and other != (board or ""),
            )
        )
    return found


def _picture(given: Mapping[str, object]) -> list[FigureDraft]:
    file, ending = name(given.get("tim")), text(given.get("ext"))
    if file is None:
        return []
    shown = body(text(given.get("filename"))).text
    return [FigureDraft(0, f"{shown}{ending}" if shown else None, f"{file}{ending}")]


FORMAT = Format(
    name="chan-json",
    version=VERSION,
    medium=Medium.JSON,
    title="4chan-like boards: a thread as JSON",
    keys=("posts[].no, resto, com", ">>123"),
    proven=False,
    claims=claims,
    read=read,
)
