"""What all Discuz! pages share: quotations, ids, labels of floors, times, what stands apart.

Source of the shapes: the templates of Discuz! X (``viewthread_node.htm``) and 6 to 7.2.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from db.importing.boards import chinese_quote_heads
from db.importing.boards.addresses import parameter
from db.importing.boards.nesting import belongs_to_quote
from db.importing.drafts import AsideDraft, AsideKind
from db.importing.markup.body import QuoteHead, Rules, body_of
from db.importing.markup.tree import attribute, classes, words
from db.times import parse_time, zone_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, ThreadDraft, TimeDraft
    from db.importing.markup.body import Body
    from db.importing.page import Page

ZONE = "Asia/Shanghai"
_FOOTER = re.compile(
    r"GMT\s?(?P<zone>[+-]\d{1,2})(?:\.0)?,?\s*(?P<now>\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\s[AP]M)?)?"
)
_LABEL = re.compile(
    r"[#№]?\s*(\d{1,7})\s*(?:[#＃]|楼|樓|F)?|第\s*(\d{1,7})\s*[楼樓]", re.IGNORECASE
)
_FIRST = frozenset(("楼主", "樓主", "主楼", "主樓", "1", "顶楼", "頂樓"))
_BANNED = re.compile(r"(?:作者|该帖|此帖|內容|内容|该用户).{0,12}(?:禁止|删除|刪除|屏蔽|遮蔽|封禁)")
_EDITED = re.compile(r"(?:本帖最后由|本帖最後由|本文最后由)[^\n]{1,80}?(?:编辑|編輯)")
_LONGEST_NOTE = 200
_DEVICES = frozenset(("手机版", "触屏版", "手機版", "wap"))
_BOX = re.compile(r"(?:post_|pid)\d{1,12}")

# what stands with a post and is not its writer's words
_ASIDES = {
    "pstatus": AsideKind.EDITED,
    "locked": AsideKind.NOTICE,
    "attach_nopermission": AsideKind.NOTICE,
    "attach_tips": AsideKind.NOTICE,
    "notice": AsideKind.NOTICE,
    "modact": AsideKind.NOTICE,
    "ptg": AsideKind.NOTICE,
    "rate": AsideKind.RATING,
    "ratl": AsideKind.RATING,
    "ratings": AsideKind.RATING,
    "postratings": AsideKind.RATING,
    "t_attachlist": AsideKind.ATTACHMENT,
    "pattl": AsideKind.ATTACHMENT,
    "attnm": AsideKind.ATTACHMENT,
    "pstl": AsideKind.NOTICE,
    "sign": AsideKind.SIGNATURE,
    "signatures": AsideKind.SIGNATURE,
    "mobile-location": AsideKind.APP,
}
_FURNITURE = frozenset((
    "tip", "aimg_tip", "psth", "vfastpost", "fullvfastpost", "atips_close", "a_pr", "a_pt", "a_pb",
    "attl_g", "attl_m", "ratc", "pgs", "useraction", "p_pop",
))  # fmt: skip


class Clock(NamedTuple):
    """How the page reads times: in which zone, and when it was shown."""

    zone: str
    now: str | None


def clock_of(page: Page, otherwise: str = ZONE) -> Clock:
    """Return the zone of a page and its own clock, which stand in its footer (``GMT+8, …``).

    Args:
        page: the page.
        otherwise: the zone of pages that do not say it; empty where it is not known.
    """
    match = None
    for match in _FOOTER.finditer(page.text[-20_000:]):
        if match["now"]:
            break
    zone = otherwise
    if match is not None:
        zone = ZONE if int(match["zone"]) == 8 else zone_named(f"GMT{match['zone']}") or otherwise
    now = parse_time(match["now"], zone) if match is not None and match["now"] else None
    return Clock(zone, now or page.origin.captured_at)


def findpost(node: Node | None) -> str:
    """Return the id of the post that a link leads to; empty where it leads to none."""
    href = attribute(node, "href")
    if "findpost" not in href and "viewthread" not in href:
        return ""
    pid = parameter(href, "pid") or href.rpartition("#pid")[2]
    return pid if pid.isascii() and pid.isdigit() else ""


def topic_in(addresses: Iterable[str], path: re.Pattern[str], *names: str) -> str | None:
    """Return the number of a topic from the first of some addresses that has it.

    Args:
        addresses: the address of the page, then those that its links lead to.
        path: finds the number in the path of an address, as its first group.
        names: the fields of an address that hold it, asked before its path.
    """
    for each in addresses:
        in_path = path.search(each[:500])
        fields = (parameter(each, name) for name in names)
        found = next(filter(None, fields), in_path[1] if in_path is not None else "")
        if found.isdigit():
            return found
    return None


def on_board(draft: ThreadDraft, host: str, title: str) -> ThreadDraft:
    """Return a thread with the board it is of: its host, else its name in the window's title.

    The number of a topic says nothing without its board.
    """
    outlet = draft.outlet or outlet_of(title) or None
    return replace(
        draft,
        outlet=outlet,
        poster=next((post.author for post in draft.posts if post.opening), None),
        site=host or (f"discuz {outlet}" if outlet else "discuz"),
        topic_id=draft.topic_id if host or outlet else None,
    )


def rules_for(topic_id: str | None, others: str = "") -> Rules:
    """Return how Discuz! marks quotations and what stands apart.

    Args:
        topic_id: the topic of the page, to tell quotations of other topics.
        others: what the ids of words of other posts begin with, where those are asked alone.
    """

    def skip(node: Node) -> bool:
        return _furniture(node) or (others != "" and attribute(node, "id").startswith(others))

    def quote(node: Node) -> QuoteHead | None:
        if "quote" in classes(node):
            return _quote(node, topic_id)
        if node.tag == "blockquote" and "quote" not in classes(node.parent):
            return _quote(node, topic_id)
        return None

    return Rules(quote=quote, aside=_aside, skip=skip)


def _aside(node: Node) -> AsideKind | None:
    return next((_ASIDES[each] for each in classes(node) if each in _ASIDES), None)


def _furniture(node: Node) -> bool:
    if node.tag == "img":  # the arrow that leads back to the quoted post
        return attribute(node, "src").endswith("/back.gif")
    name = attribute(node, "id")
    if name.startswith("ad_") or _BOX.fullmatch(name):  # a post is never part of another
        return True
    return not _FURNITURE.isdisjoint(classes(node))


def _quote(node: Node, topic_id: str | None) -> QuoteHead:
    link = node.css_first('a[href*="findpost"], a[href*="#pid"]')
    if link is None or not belongs_to_quote(link, node):
        return QuoteHead()
    pid = findpost(link)
    topic = parameter(attribute(link, "href"), "ptid")
    return QuoteHead(source=pid or None, elsewhere=bool(topic_id and topic and topic != topic_id))


def body(node: Node | None, rules: Rules, clock: Clock) -> Body:
    """Return the words of a post, its quotations with what their heads say."""
    return chinese_quote_heads.with_heads(body_of(node, rules), clock.zone, clock.now)


def said_time(printed: str, clock: Clock) -> TimeDraft | None:
    """Return the time behind 发表于; ``None`` where nothing is said."""
    return chinese_quote_heads.said_time(printed, clock.zone, clock.now)


def answered(node: Node | None) -> str | None:
    """Return the id of the post that ``回复 3# X`` at the beginning of a post leads to."""
    link = node.css_first('a[href*="findpost"]') if node is not None else None
    if node is None or link is None:
        return None
    before: list[str] = []
    for each in node.traverse(include_text=True):
        if each.mem_id == link.mem_id:
            break
        if "quote" in classes(each) or each.tag == "blockquote":
            return None
        if each.is_text_node:
            before.append(each.text_content or "")
            if len(before) > 20:
                return None
    said = f"{''.join(before)}{words(link)}".strip()
    if len(said) > 60 or not said.startswith(("回复", "回覆", "回復", "Reply")):
        return None
    return findpost(link) or None


def label_of(printed: str) -> str | None:
    """Return the label of a floor: its number without its sign, or the word that stands for it."""
    label = " ".join(printed.split())
    if not label or len(label) > 40:
        return None
    match = _LABEL.fullmatch(label)
    return (match[1] or match[2]) if match is not None else label


def is_first(label: str | None) -> bool:
    """Tell whether a label is that of the opening post."""
    return label in _FIRST


def note(kind: AsideKind, text: str) -> Iterable[AsideDraft]:
    """Return what stands with a post, if anything."""
    return (AsideDraft(kind, text),) if text else ()


def edited(post: PostDraft) -> str | None:
    """Return the page's words about a later change; in old pages they end the text."""
    for each in post.asides:
        if each.kind is AsideKind.EDITED:
            return each.text
    match = _EDITED.search(post.text[-_LONGEST_NOTE:]) or _EDITED.search(post.text[:_LONGEST_NOTE])
    return match[0] if match is not None else None


def outlet_of(title: str) -> str:
    """Return the name of the site, from a title like ``T - board - site - Powered by …``."""
    parts = [each.strip() for each in title[:400].split(" - ")][1:]
    named = [
        each
        for each in parts
        if each and each not in _DEVICES and not each.lower().startswith(("powered by", "discuz!"))
    ]
    return named[-1] if named else ""


def is_withheld(post: PostDraft) -> bool:
    """Tell whether the page shows that the words of a post were taken away."""
    return not post.text and any(
        each.kind is AsideKind.NOTICE and _BANNED.search(each.text) is not None
        for each in post.asides
    )
