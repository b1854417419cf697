"""A page of a thread of LIHKG (連登) as its API gives it: 25 posts, each with what it quotes.

Source of the fields: public clients of ``/api_v2/thread/ID/page/N``; no page was met yet.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from db.importing.boards.html_pieces import body
from db.importing.boards.json_values import NOTHING, mapping, mappings, name, text, whole
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, ThreadDraft
from db.importing.markup.body import QuoteHead, Rules
from db.importing.moments import epoch
from db.importing.page import Medium

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

VERSION = "1"
SITE = "lihkg.com"
ZONE = "Asia/Hong_Kong"
_POST = ("msg", "msg_num", "user_nickname")


def claims(page: Page) -> Score:
    """Look for the posts in the answer of the API."""
    given = next(iter(_pages(page)), NOTHING)
    posts = mappings(given.get("item_data"))
    if any(sum(each in post for each in _POST) >= 2 for post in posts[:3]):
        return Score(0.95, ("response.item_data with msg and msg_num",))
    if "item_data" in given and "thread_id" in given:
        return Score(0.8, ("response.item_data and thread_id",))
    if any("thread_id" in each for each in mappings(given.get("items"))[:3]):
        return Score(0.2, ("response.items: a list of threads",), a_list=True)
    return NOT_MINE


def _pages(page: Page) -> list[Mapping[str, object]]:
    """Return the answers of a document: one page of a thread, or a list of pages."""
    answers = [page.fields] if page.fields else mappings(page.json)
    return [mapping(each.get("response")) or each for each in answers]


def read(page: Page) -> tuple[ThreadDraft, ...]:
    """Read the pages of a document."""
    return tuple(_thread(each, page.url) for each in _pages(page))


def _thread(given: Mapping[str, object], url: str) -> ThreadDraft:
    topic = name(given.get("thread_id"))
    count = whole(given.get("no_of_reply"))
    listed = mappings(given.get("item_data"))
    here = {name(each.get("post_id")) for each in listed}
    return ThreadDraft(
        title=text(given.get("title")),
        board=name(mapping(given.get("category")).get("name")),
        outlet="LIHKG",
        source_url=url or (f"https://lihkg.com/thread/{topic}" if topic else None),
        poster=name(given.get("user_nickname")),
        site=SITE,
        topic_id=topic,
        timezone=ZONE,
        latest_post=epoch(given.get("last_reply_time")),
        claimed_posts=count - 1 if count else None,  # the first post is counted among them
        posts=tuple(_post(each, here) for each in listed),
        page=whole(given.get("page")),
        pages=whole(given.get("total_page")),
    )


def _post(given: Mapping[str, object], here: Collection[str | None]) -> PostDraft:
    """Return a post; of one it quotes that is not on the page, the words are kept beside it."""
    quoted = mapping(given.get("quote"))
    parent = name(given.get("quote_post_id")) or name(quoted.get("post_id"))
    number = name(given.get("msg_num"))
    author = name(given.get("user_nickname")) or name(mapping(given.get("user")).get("nickname"))
    of = name(quoted.get("user_nickname"))
    shown = body(text(given.get("msg")), Rules(quote=partial(_quote, parent, of)))
    return PostDraft(
        text=shown.text,
        author=author,
        floor=number,
        time=epoch(given.get("reply_time")),
        opening=number == "1",
        site_id=name(given.get("post_id")),
        parent=parent,
        parent_author=of,
        parent_time=epoch(quoted.get("reply_time")),
        deleted=text(given.get("status")) not in ("", "1") and not shown.text,
        quotes=shown.quotes,
        figures=shown.figures,
        links=shown.links,
        asides=(*shown.asides, *(_elsewhere(quoted) if parent not in here else ())),
    )


def _elsewhere(quoted: Mapping[str, object]) -> Iterable[AsideDraft]:
    words = body(text(quoted.get("msg"))).text
    if words:
        number, author = text(quoted.get("msg_num")), text(quoted.get("user_nickname"))
        yield AsideDraft(AsideKind.NOTICE, f"#{number} {author}: {words}")


def _quote(source: str | None, author: str | None, node: Node) -> QuoteHead | None:
    """Take quotations in the words; the outermost is the post that the fields name."""
    if node.tag != "blockquote":
        return None
    at = node.parent
    while at is not None:
        if at.tag == "blockquote":
            return QuoteHead()
        at = at.parent
    return QuoteHead(author, None, source)


FORMAT = Format(
    name="lihkg-json",
    version=VERSION,
    medium=Medium.JSON,
    title="LIHKG 連登: a page of a thread as JSON (api_v2)",
    keys=("response.item_data", "msg_num", "quote_post_id"),
    proven=False,
    claims=claims,
    read=read,
)
