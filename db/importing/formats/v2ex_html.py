"""V2EX: a topic with its replies (``/t/N``)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, is_at
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.page_numbers import first_digits, first_number, pages_of
from db.importing.boards.page_parts import inner_words, words_without
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.post_times import exact_time
from db.importing.boards.unclaimed_words import strays
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, ThreadDraft
from db.importing.markup.body import Rules, body_of
from db.importing.markup.tree import attribute, words
from db.importing.page import Medium

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.page import Page

VERSION = "1"
ZONE = "Asia/Shanghai"
_ROW = 'div[id^="r_"]'
_ID = re.compile(r"r_(\d{1,12})")
_TOPIC = re.compile(r"/t/(\d{1,9})|topic_(\d{1,9})_votes")
_RULES = Rules(skip=lambda node: attribute(node, "id").startswith("r_"))
_CLICKS = re.compile(r"(\d{1,9}) ?(?:次点击|次點擊|views)")
_REPLIES = re.compile(r"(\d{1,7}) ?(?:条回复|條回覆|replies|reply)")


def claims(page: Page) -> Score:
    """Score the marks of a topic; lists of topics are named as such."""
    tree = page.tree
    here = is_at(host_of(address_of(page)), "v2ex.com") or tree.meta("og:site_name") == "V2EX"
    if not tree.has(f"{_ROW} .reply_content, .topic_content"):
        if tree.has(".cell.item .item_title, .topic-link"):
            return Score(0.2, ("a list of topics of V2EX",), a_list=True)
        return NOT_MINE
    score, reasons = marks(
        tree,
        (
            (f"{_ROW} .reply_content", 0.45, "#r_N .reply_content"),
            (f"{_ROW} .no", 0.15, ".no"),
            (f"{_ROW} .ago", 0.15, ".ago"),
            (".header h1", 0.1, ".header h1"),
            (".topic_content", 0.15, ".topic_content"),
        ),
    )
    return score_of(score + (0.3 if here else 0.0), [*reasons, *(["v2ex.com"] if here else [])])


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a topic."""
    tree = page.tree
    head = tree.first(".header")
    small = words(head.css_first("small")) if head is not None else ""
    clicks = _CLICKS.search(small[:300])
    counts = [
        found
        for each in tree.all(".cell .gray, .cell .fade")[:40]
        if (found := _REPLIES.search(words(each)[:200]))
    ]
    topic = next(
        (
            match[1] or match[2]
            for each in (
                address_of(page),
                *(attribute(node, "id") for node in tree.all('[id^="topic_"]')[:4]),
                *(attribute(node, "href") for node in tree.all('a[href^="/t/"]')[:1]),
            )
            if (match := _TOPIC.search(each[:300]))
        ),
        None,
    )
    here, pages = pages_of(
        words(tree.first("a.page_current")), [words(each) for each in tree.all("a.page_normal")]
    )
    opening = _opening(page, head, here)
    replies: dict[str, PostDraft] = {}
    for row in tree.all(_ROW):
        match = _ID.fullmatch(attribute(row, "id"))
        if match is not None:
            replies.setdefault(match[1], _reply(page, row, match[1]))
    taken = {row.mem_id for row in tree.all(_ROW)}
    lost = [post_of_words(body_of(each)) for each in strays(tree, ".reply_content", taken)]
    draft = ThreadDraft(
        title=inner_words(head, "h1")
        or words_without(words(tree.first("title")), r"\s*-\s*V2EX\s*\Z"),
        board=inner_words(head, 'a[href^="/go/"]', 'a[href*="/go/"]') or None,
        outlet="V2EX",
        poster=opening.author if opening is not None else None,
        site="v2ex.com",
        topic_id=topic,
        timezone=ZONE,
        views=first_number(clicks[1]) if clicks is not None else None,
        claimed_posts=int(counts[0][1]) if counts else None,
        posts=(*((opening,) if opening is not None else ()), *replies.values(), *lost),
        page=here or (1 if head is not None and pages is None else None),
        pages=pages,
    )
    return (draft,)


def _opening(page: Page, head: Node | None, here: int | None) -> PostDraft | None:
    """Return the topic with what its writer added; later pages repeat its head alone."""
    parts = page.tree.all(".topic_content")
    if not parts and (head is None or here not in (None, 1)):
        return None
    added = [
        AsideDraft(AsideKind.NOTICE, note)
        for each in page.tree.all(".subtle .fade")
        if (note := words(each))
    ]
    bodies = [body_of(each) for each in parts]
    post = post_of_words(bodies[0], added) if bodies else PostDraft("", asides=tuple(added))
    for more in bodies[1:]:
        at = len(post.text) + 2 if post.text else 0
        post = replace(
            post,
            text=f"{post.text}\n\n{more.text}" if post.text else more.text,
            figures=(*post.figures, *(replace(one, at=one.at + at) for one in more.figures)),
            links=(
                *post.links,
                *(replace(one, start=one.start + at, end=one.end + at) for one in more.links),
            ),
        )
    when = head.css_first("small span[title], small .ago") if head is not None else None
    return replace(
        post,
        author=inner_words(head, 'small a[href*="/member/"]', 'a[href*="/member/"]') or None,
        time=exact_time(when, page, ZONE),
        opening=True,
        site_id="topic",
    )


def _reply(page: Page, row: Node, number_: str) -> PostDraft:
    thanks = inner_words(row, ".small.fade")
    badges = [words(each) for each in row.css(".badge")]
    asides = [AsideDraft(AsideKind.NOTICE, each) for each in badges if each]
    if thanks:
        asides.append(AsideDraft(AsideKind.RATING, thanks))
    return replace(
        post_of_words(body_of(row.css_first(".reply_content") or row, _RULES), asides),
        author=inner_words(row, "strong a.dark", "strong a", "a.dark") or None,
        floor=first_digits(inner_words(row, ".no")) or None,
        time=exact_time(row.css_first(".ago"), page, ZONE),
        site_id=number_,
    )


FORMAT = Format(
    name="v2ex-html",
    version=VERSION,
    medium=Medium.HTML,
    title="V2EX: a topic with its replies",
    keys=("#r_N .reply_content", ".topic_content", ".no", ".ago", "N 条回复"),
    proven=False,
    claims=claims,
    read=read,
)
