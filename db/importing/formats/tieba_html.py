"""Baidu Tieba (百度贴吧): a page of a thread, as the site sent it or as a browser saved it.

What is true of a floor stands as JSON in ``data-field``; the tail below it repeats it for people.
Answers inside of a floor (楼中楼) are loaded apart and mostly not there.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import address_of, host_of, is_at
from db.importing.boards.claim_scores import marks, score_of
from db.importing.boards.json_values import mapping, text, whole
from db.importing.boards.page_numbers import first_digits, first_number, pages_of
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import strays
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import Rules, body_of
from db.importing.markup.tree import attribute, classes, words
from db.importing.moments import moment
from db.importing.page import Medium
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page
    from db.records import Finding

VERSION = "1"
ZONE = "Asia/Shanghai"
_ROW = ".l_post"
_TOPIC = re.compile(r"/p/(\d{1,14})")
_SPID = re.compile(r"['\"]spid['\"]\s*:\s*['\"]?(\d{1,14})")
_USER = re.compile(r"['\"](?:showname|user_name)['\"]\s*:\s*['\"]([^'\"]{1,60})['\"]")
_FLOOR = re.compile(r"(?:第\s?)?(\d{1,7})\s?楼")
_TIME = re.compile(r"\d{4}-\d{1,2}-\d{1,2} \d{1,2}:\d{2}(?::\d{2})?")
_LONGEST_FIELD = 100_000
_RULES = Rules(
    skip=lambda node: (
        not classes(node).isdisjoint(
            (
                "replace_tip",
                "save_face_bg",
                "share_btn_wrapper",
                "j_lzl_container",
                "core_reply_wrapper",
                "l_post",
            )
        )
    )
)


def claims(page: Page) -> Score:
    """Score the marks of a thread; a bar's index is named as such."""
    tree = page.tree
    score, reasons = marks(
        tree,
        (
            ("#j_p_postlist .l_post", 0.35, "#j_p_postlist .l_post"),
            ("[data-field].l_post", 0.2, "data-field"),
            ('[id^="post_content_"]', 0.25, "post_content_N"),
            (".core_title_txt", 0.15, "core_title_txt"),
        ),
        (0.15, "tieba.baidu.com") if _here(page) else None,
    )
    if not tree.has(_ROW) and not tree.has('[id^="post_content_"]'):
        if tree.has("#thread_list .j_thread_list, #thread_list li[data-field], .threadlist_title"):
            return Score(0.2, ("a list of threads of Tieba",), a_list=True)
        return NOT_MINE
    return score_of(score, reasons)


def _here(page: Page) -> bool:
    return is_at(host_of(address_of(page)), "tieba.baidu.com") or page.tree.has(
        'a[href*="tieba.baidu.com/p/"], a.card_title_fname'
    )


def _fields(node: Node) -> Mapping[str, object]:
    said = attribute(node, "data-field")
    if not said or len(said) > _LONGEST_FIELD:
        return {}
    try:
        return mapping(json.loads(said))
    except (ValueError, RecursionError):
        return {}


class _Reading:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.claimed_inside = 0
        self.inside = 0
        self._read: set[int] = set()

    def posts(self) -> list[PostDraft]:
        found: dict[str, PostDraft] = {}
        for row in self.page.tree.all(_ROW):
            fields = _fields(row)
            content = mapping(fields.get("content"))
            body = row.css_first('[id^="post_content_"], .d_post_content, .j_d_post_content')
            number_ = (
                text(content.get("post_id"))
                or attribute(row, "data-pid")
                or first_digits(attribute(body, "id").removeprefix("post_content_"))
            )
            if body is None and not number_:
                continue  # an advert between the floors
            post = self._post(row, body, fields, content, number_)
            found.setdefault(number_ or f"#{len(found)}", post)
            self.claimed_inside += whole(content.get("comment_num")) or 0
            for each in row.css(".lzl_single_post"):
                answer = self._answer(each, number_ or None)
                self.inside += 1
                found.setdefault(answer.site_id or f"#{len(found)}", answer)
        css = '[id^="post_content_"], .d_post_content, .lzl_content_main'
        for body in strays(self.page.tree, css, self._read):
            self._read.add(body.mem_id)
            number_ = first_digits(attribute(body, "id").removeprefix("post_content_"))
            post = post_of_words(body_of(body, _RULES))
            known = found.get(number_)
            if known is None:
                found[number_ or f"#{len(found)}"] = replace(post, site_id=number_ or None)
            else:  # its row ended before its words
                found[number_] = replace(
                    known,
                    text=post.text,
                    figures=post.figures,
                    links=post.links,
                    quotes=post.quotes,
                )
        return list(found.values())

    def _post(
        self,
        row: Node,
        body: Node | None,
        fields: Mapping[str, object],
        content: Mapping[str, object],
        number_: str,
    ) -> PostDraft:
        author = mapping(fields.get("author"))
        tail = [words(each) for each in row.css(".tail-info, .p_tail li")]
        floor = text(content.get("post_no"))
        printed = text(content.get("date"))
        asides: list[AsideDraft] = []
        for each in tail:
            match = _FLOOR.fullmatch(each)
            if match is not None:
                floor = floor or match[1]
            elif _TIME.fullmatch(each):
                printed = printed or each
            elif each.startswith("来自"):
                asides.append(AsideDraft(AsideKind.APP, each))
            elif each.startswith("IP属地"):
                asides.append(AsideDraft(AsideKind.NOTICE, each))
        asides += [
            AsideDraft(AsideKind.SIGNATURE, signature)
            for each in row.css(".d_sign_split + *, .j_user_sign")
            if (signature := words(each))
        ]
        shown = words(row.css_first(".p_author_name, .d_name a"))
        name = text(author.get("user_name"))
        nick = text(author.get("user_nickname")) or text(author.get("name_show"))
        if body is None:
            body = row.css_first(".p_content, .d_post_content_main") or row
        self._read.add(body.mem_id)
        post = post_of_words(body_of(body, _RULES), asides)
        return replace(
            post,
            author=shown or nick or (name if name != "-" else "") or None,
            floor=floor or None,
            time=moment(printed, ZONE, self.page.origin.captured_at),
            opening=floor == "1",
            site_id=number_ or None,
        )

    def _answer(self, node: Node, parent: str | None) -> PostDraft:
        said = attribute(node, "data-field")[:2_000]
        spid, user = _SPID.search(said), _USER.search(said)
        name = words(node.css_first(".lzl_cnt > a.at, a.at.j_user_card"))
        body = node.css_first(".lzl_content_main") or node
        self._read.add(body.mem_id)
        printed = words(node.css_first(".lzl_time"))
        return replace(
            post_of_words(body_of(body, _RULES)),
            author=name or (user[1] if user is not None else "") or None,
            time=moment(printed, ZONE, self.page.origin.captured_at),
            site_id=spid[1] if spid is not None else None,
            parent=parent,
            kind="楼中楼",
        )

    def findings(self) -> list[Finding]:
        missing = self.claimed_inside - self.inside
        if missing <= 0:
            return []
        return [
            finding(
                "answers-inside-missing",
                Severity.WARNING,
                "Answers inside of floors (楼中楼) that the page says there are and does not hold: "
                "{count} in all.",
                count=missing,
            )
        ]


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a page of a thread."""
    tree = page.tree
    reading = _Reading(page)
    posts = reading.posts()
    title = tree.first(".core_title_txt")
    counts = [words(each) for each in tree.all(".l_reply_num")[:1]]
    numbers = [words(each) for each in tree.all(".l_reply_num .red")[:2]]
    links = [attribute(each, "href") for each in tree.all('.l_pager a[href*="/p/"]')[:20]]
    topic = next(
        (match[1] for each in (address_of(page), *links) if (match := _TOPIC.search(each[:300]))),
        None,
    )
    if topic is None:
        told = re.search(r"thread_id\s*[:=]\s*['\"]?(\d{1,14})", page.text[:400_000])
        topic = told[1] if told is not None else None
    here, pages = pages_of(
        words(tree.first(".l_pager .tP")),
        numbers[1:] or [words(each) for each in tree.all(".l_pager a")],
    )
    if here is None and pages == 1:
        here = 1
    draft = ThreadDraft(
        title=attribute(title, "title") or words(title) or _titled(words(tree.first("title"))),
        board=words(tree.first(".card_title_fname")) or None,
        outlet="百度贴吧",
        poster=next((post.author for post in posts if post.opening), None),
        site="tieba.baidu.com",
        topic_id=topic,
        timezone=ZONE,
        claimed_posts=first_number(numbers[0])
        if numbers
        else first_number(counts[0])
        if counts
        else None,
        posts=tuple(posts),
        findings=tuple(reading.findings()),
        page=here,
        pages=pages,
    )
    return (draft,)


def _titled(said: str) -> str:
    """Return the title of the thread from that of the page, without the names of bar and site."""
    plain = re.sub(r"_?百度贴吧\s*\Z", "", said[:400])
    plain = re.sub(r"\A【[^】]{1,40}吧】", "", plain)
    return re.sub(r"_[^_]{1,40}吧\Z", "", plain).strip()


FORMAT = Format(
    name="tieba-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Baidu Tieba 百度贴吧: page of a thread",
    keys=(
        "#j_p_postlist .l_post[data-field]",
        "#post_content_N",
        ".core_title_txt",
        ".l_reply_num",
    ),
    proven=False,
    claims=claims,
    read=read,
)
