"""mitbbs.com (未名空间): the articles of one subject (同主题阅读), or one article of it.

The shape is that of a capture: each article in a cell ``td.jiawenzhang-type``, its number and its
links (``reid``, ``gid``) in the row above.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, parameter
from db.importing.boards.firebird import article_of
from db.importing.boards.nesting import apart_from_classes
from db.importing.boards.page_numbers import pages_of
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import strays
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import body_of
from db.importing.markup.tree import above, attribute, words
from db.importing.page import Medium
from db.importing.plain.telnet_boards import is_answer, without_re

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.boards.firebird import Article
    from db.importing.drafts import PostDraft
    from db.importing.page import Page

VERSION = "1"
ZONE = "America/New_York"
_CELL = "td.jiawenzhang-type"
_RULES = apart_from_classes("jiawenzhang-type")
_SUFFIX = re.compile(r"\s*[-—]\s*未名空间.{0,40}\Z")
_FLOOR = re.compile(r"\[\s*(\d{1,6})\s*\]")
_TOPIC = re.compile(r"/article(?:_t|2)?/([\w.]{1,60})/(\d{1,12})")
_LINK = re.compile(r"<a\b[^>]{0,300}>[^<]{0,20}</a>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{0,300}>")
_PAGES = re.compile(r"\[\s*分页\s*[:：]([^\]]{0,2000})\]")


def claims(page: Page) -> Score:
    """Score the marks of the site and of its articles; a board's index is named as such."""
    tree = page.tree
    title = words(tree.first("title"))[:300]
    here = "mitbbs" in host_of(address_of(page)) or "未名空间" in title or "mitbbs" in title.lower()
    if not here:
        return NOT_MINE
    if not tree.has(_CELL):
        if (
            "文章列表" in tree.meta("Description")
            or "模式" in title
            or tree.has("a[href^='/article_t/']")
        ):
            return Score(0.2, ("a list of subjects of mitbbs",), a_list=True)
        return Score(0.1, ("a page of mitbbs",))
    score, reasons = 0.7, ["mitbbs", "td.jiawenzhang-type"]
    if "发信人" in words(tree.first(_CELL))[:200]:
        score += 0.25
        reasons.append("发信人")
    return Score(score, tuple(reasons))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read all articles of a page."""
    tree = page.tree
    cells = tree.all(_CELL)
    lost = strays(tree, "td > p, p", {cell.mem_id for cell in cells})
    cells += [each for each in lost if "发信人" in words(each)[:24]]
    articles = [article_of(body_of(cell, _RULES), ZONE) for cell in cells]
    title = _SUFFIX.sub("", words(tree.first("title"))[:400])
    if not title and articles:
        title = without_re(articles[0].title).strip()
    topic = _topic(page)
    posts = [
        _post(cell, article, title, topic) for cell, article in zip(cells, articles, strict=True)
    ]
    if posts and not any(post.opening for post in posts) and articles[0].title:
        posts[0] = replace(posts[0], opening=not is_answer(articles[0].title))
    boards = [article.board for article in articles if article.board]
    here, pages = _pager(page)
    draft = ThreadDraft(
        title=title,
        board=boards[0] if boards else None,
        outlet="未名空间",
        poster=next((post.author for post in posts if post.opening), None),
        site="mitbbs.com",
        topic_id=topic,
        timezone=ZONE,
        posts=tuple(posts),
        page=here,
        pages=pages,
    )
    return (draft,)


def _post(cell: Node, article: Article, title: str, topic: str | None) -> PostDraft:
    row = _row(cell)
    post = post_of_words(article.body, _said(article, title))
    number = None
    floor = None
    if row is not None:
        link = row.css_first('a[href*="reid="]')
        number = parameter(attribute(link, "href"), "reid") or None
        for each in row.css("td.jiahui-4 td"):
            match = _FLOOR.fullmatch(words(each))
            floor = match[1] if match is not None else floor
    name = row.css_first("td.wenzhang strong a") if row is not None else None
    return replace(
        post,
        author=article.author or words(name) or None,
        floor=floor,
        time=article.time,
        opening=number is not None and topic is not None and topic.endswith(f"/{number}"),
        site_id=number,
        edited=article.edited,
    )


def _row(cell: Node) -> Node | None:
    """Return the element that holds an article with its links and the name of its writer."""
    table = above(cell, "table")
    around = above(table, "table") if table is not None else None
    return around if around is not None and len(around.css(_CELL)) == 1 else None


def _said(article: Article, title: str) -> list[AsideDraft]:
    """Keep what the head of an article says and the thread does not."""
    found: list[AsideDraft] = []
    if article.nick and article.nick != article.author:
        found.append(AsideDraft(AsideKind.NOTICE, f"{article.author} ({article.nick})"))
    if article.title and without_re(article.title).strip() != title:
        found.append(AsideDraft(AsideKind.NOTICE, article.title))
    if article.station and "未名空间" not in article.station:
        found.append(AsideDraft(AsideKind.NOTICE, article.station))
    return found


def _topic(page: Page) -> str | None:
    """Return board and number of the subject, as its address has them."""
    match = _TOPIC.search(address_of(page)[:500])
    if match is not None:
        return f"{match[1]}/{match[2]}"
    for each in page.tree.all('a[href*="gid="]')[:20]:
        href = attribute(each, "href")
        board, number = parameter(href, "board"), parameter(href, "gid")
        if board and number.isdigit():
            return f"{board}/{number}"
    return None


def _pager(page: Page) -> tuple[int | None, int | None]:
    match = _PAGES.search(page.text)
    if match is None:
        return None, None
    here = _TAG.sub(" ", _LINK.sub(" ", match[1]))
    return pages_of(here, _TAG.sub(" ", match[1]).split())


FORMAT = Format(
    name="mitbbs-html",
    version=VERSION,
    medium=Medium.HTML,
    title="mitbbs.com 未名空间: page of a subject",
    keys=("未名空间(mitbbs.com)", "td.jiawenzhang-type", "发信人: …, 信区: …", "同主题阅读"),
    proven=True,
    claims=claims,
    read=read,
)
