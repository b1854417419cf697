"""Discuz! X: a page of a thread (``forum.php?mod=viewthread``, ``thread-1-1-1.html``).

Source of the shape: the templates ``viewthread.htm``, ``viewthread_node.htm`` and
``viewthread_node_body.htm`` of Discuz! X 2 to 3.5, from which the skins of most boards are made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.importing.boards import discuz
from db.importing.boards.addresses import address_of, first_host, host_of, hrefs
from db.importing.boards.claim_scores import marks
from db.importing.boards.page_numbers import first_number, pages_of
from db.importing.boards.post_drafts import post_of_words
from db.importing.boards.unclaimed_words import words_outside
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import body_of
from db.importing.markup.tree import attribute, classes, own_words, words
from db.importing.moments import stated
from db.importing.page import Medium

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.markup.body import Body
    from db.importing.page import Page
    from db.records import Finding

VERSION = "1"
_MESSAGE = re.compile(r"postmessage_(\d{1,12})")
_BOX = re.compile(r"post_(\d{1,12})|pid(\d{1,12})")
_TOPIC = re.compile(r"tid\s*=\s*parseInt\('(\d{1,12})'\)")
_TOPIC_PATH = re.compile(r"thread-(\d{1,12})-\d")
_VIEWS = re.compile(r"(?:查看|浏览|阅读|Views?)\s*[:：]?\s*(\d[\d,]*)", re.IGNORECASE)
_REPLIES = re.compile(r"(?:回复|回覆|回復|回帖|Repl(?:y|ies))\s*[:：]?\s*(\d[\d,]*)", re.IGNORECASE)
_LIST = 'tbody[id^="normalthread_"], tbody[id^="stickthread_"], #threadlisttableid, #waterfall'
# beside the posts of a page: heads, sidebars, buttons
_FURNITURE = frozenset((
    "pls", "po", "pob", "pi", "authi", "hm", "ts", "vwthd", "ad", "pgs", "pgbtn", "plhin_foot",
    "mobile-type", "side_btn",
))  # fmt: skip
_FURNITURE_IDS = frozenset(
    ("p_btn", "postlistreply", "hiddenpoststip", "pl_top", "tath", "modmenu")
)


def claims(page: Page) -> Score:
    """Score the marks of a thread of Discuz! X; its lists of threads are named as such."""
    tree = page.tree
    made = "discuz!" in tree.generator and "nt" not in tree.generator.replace("discuz!nt", "nt")
    score, reasons = marks(
        tree,
        (
            ('td[id^="postmessage_"], .t_f[id^="postmessage_"]', 0.5, "postmessage_N"),
            ('em[id^="authorposton"]', 0.2, "authorpostonN"),
            ("#thread_subject", 0.2, "thread_subject"),
            ("#postlist", 0.1, "postlist"),
        ),
        (0.25, "made by Discuz!") if made else None,
    )
    if tree.has(".postauthor, .t_msgfont"):  # of Discuz! 7 and before
        score -= 0.5
    if not tree.has('[id^="postmessage_"]') and not tree.has('#postlist [id^="post_"]'):
        if made and tree.has(_LIST):
            return Score(0.2, ("a list of threads of Discuz!",), a_list=True)
        return Score(min(score, 0.3), tuple(reasons)) if score > 0 else NOT_MINE
    return Score(max(0.0, min(score, 0.97)), tuple(reasons))


@dataclass(slots=True)
class _Place:
    """Where a post stands: the element around it, and its words."""

    box: Node | None = None
    message: Node | None = None


class _Reading:
    """One reading of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tree = page.tree
        self.clock = discuz.clock_of(page)
        self.ids = {attribute(node, "id"): node for node in self.tree.all("[id]")}
        self.address = address_of(page)
        self.topic = self._topic()
        self.rules = discuz.rules_for(self.topic)
        self.taken: set[int] = set()

    def _topic(self) -> str | None:
        match = _TOPIC.search(self.page.text[:200_000])
        if match is not None:
            return match[1]
        links = self.tree.all('a[id^="postnum"], a[href*="mod=viewthread"], a[href*="thread-"]')
        known = (self.address, *hrefs(links[:40]))
        return discuz.topic_in(known, _TOPIC_PATH, "ptid", "tid")

    def places(self) -> dict[str, _Place]:
        """Return where the posts stand, by their ids, in the order of the page."""
        found: dict[str, _Place] = {}
        css = '[id^="postmessage_"], div[id^="post_"], table[id^="pid"]'
        for node in self.tree.all(css):
            name = attribute(node, "id")
            message = _MESSAGE.fullmatch(name)
            if message is not None:
                place = found.setdefault(message[1], _Place())
                place.message = place.message or node
                continue
            box = _BOX.fullmatch(name)
            if box is not None:
                place = found.setdefault(box[1] or box[2], _Place())
                place.box = place.box or node
        return found

    def post(self, pid: str, place: _Place) -> PostDraft | None:
        """Read a post; ``None`` for an element that holds none."""
        box = place.box
        words_of = (box.css_first(".pcb") if box is not None else None) or place.message
        if words_of is None and box is not None:
            words_of = box.css_first(".pct") or (box if box.css_first(".plc") is None else None)
            words_of = words_of or box.css_first("td.plc")
        if words_of is None or (place.message is None and not words(words_of)):
            return None
        self._take(box, words_of)
        body = discuz.body(words_of, self.rules, self.clock)
        lists = box.css(".pattl") if box is not None else []
        body = _with_hanging(body, lists)
        post = post_of_words(body, self._beside(box, words_of))
        label = discuz.label_of(self._label(pid, box))
        return replace(
            post,
            author=self._author(pid, box),
            floor=label,
            time=self._time(pid),
            opening=discuz.is_first(label)
            or (box is not None and box.css_first("#fj") is not None),
            site_id=pid,
            parent=discuz.answered(place.message),
            edited=discuz.edited(post),
            deleted=discuz.is_withheld(post),
        )

    def _take(self, box: Node | None, words_of: Node) -> None:
        self.taken.add(words_of.mem_id)
        if box is not None:
            self.taken.update(each.mem_id for each in box.css(".sign"))

    def _beside(self, box: Node | None, words_of: Node) -> list[AsideDraft]:
        """Return what stands with a post outside of its words: signature, the app it came from."""
        if box is None:
            return []
        found = [
            aside
            for each in box.css(".sign")
            for aside in discuz.note(AsideKind.SIGNATURE, body_of(each).text)
        ]
        for each in box.css(".pti .authi > .xg1, .mobile-location"):
            found += discuz.note(AsideKind.APP, words(each).strip(" |"))
        if "pcb" not in classes(words_of):  # a skin without .pcb: ratings stand somewhere else
            for each in box.css("dl.rate"):
                found += discuz.note(AsideKind.RATING, body_of(each).text)
        return found

    def _label(self, pid: str, box: Node | None) -> str:
        node = self.ids.get(f"postnum{pid}")
        if node is None and box is not None:
            node = box.css_first('a[id^="postnum"], .pi > strong > a')
        return words(node)

    def _author(self, pid: str, box: Node | None) -> str | None:
        side = self.ids.get(f"favatar{pid}")
        if side is None and box is not None:
            side = box.css_first(".favatar, td.pls")
        for part, css in (
            (side, ".authi a.xw1"),
            (side, ".authi a, .authi"),
            (side, '.i strong a[href*="uid"]'),
            (box, '.pti .authi > a[href*="uid="]:not([href*="authorid"]), .pti .authi > a.xi2'),
        ):
            node = part.css_first(css) if part is not None else None
            if node is not None and (name := words(node)):
                return name
        node = side.css_first(".pi") if side is not None else None
        return (own_words(node) or words(node)) or None

    def _time(self, pid: str) -> TimeDraft | None:
        node = self.ids.get(f"authorposton{pid}")
        exact = node.css_first("span[title]") if node is not None else None
        if exact is not None:
            return stated(words(exact), attribute(exact, "title"), self.clock.zone)
        return discuz.said_time(words(node), self.clock)

    def comments(self, posts: list[PostDraft]) -> list[PostDraft]:
        """Take the posts that stand again as comments below another (点评) for answers to it."""
        answers: dict[str, str] = {}
        for part in self.tree.all('[id^="comment_"]'):
            pid = attribute(part, "id").removeprefix("comment_")
            for link in part.css('.psti a[href*="findpost"]'):
                answer = discuz.findpost(link)
                if answer and answer != pid:
                    answers.setdefault(answer, pid)
        if not answers:
            return posts
        return [
            replace(post, parent=answers[post.site_id])
            if post.parent is None and post.site_id in answers
            else post
            for post in posts
        ]

    def counts(self) -> tuple[int | None, int | None]:
        """Return how often the thread was seen, and how many replies the page claims."""
        said = words(self.tree.first("#postlist .hm")) or words(self.tree.first("#postlist .pls"))
        views, replies = _VIEWS.search(said[:400]), _REPLIES.search(said[:400])
        return (
            first_number(views[1]) if views is not None else None,
            first_number(replies[1]) if replies is not None else None,
        )

    def pager(self) -> tuple[int | None, int | None]:
        pager = self.tree.first("#pgt .pg, .pgs > .pg, .pgt .pg")
        if pager is None:
            return (1, 1) if self.tree.has("#pgt, .pgs") else (None, None)
        total = attribute(pager.css_first("span[title]"), "title")
        others = [words(each) for each in pager.css("a")]
        return pages_of(words(pager.css_first("strong")), (total, *others))

    def rest(self) -> list[Finding]:
        return words_outside(self.tree.first("#postlist"), self.taken, _is_furniture)


def _with_hanging(body: Body, parts: Iterable[Node]) -> Body:
    """Let the pictures of parts that hang below a post stand at its end."""
    known = {each.src for each in body.figures}
    more = [
        replace(figure, at=len(body.text))
        for each in parts
        for figure in body_of(each).figures
        if figure.src not in known and "filetype/" not in (figure.src or "")
    ]
    return replace(body, figures=(*body.figures, *more)) if more else body


def _is_furniture(node: Node) -> bool:
    return (
        not _FURNITURE.isdisjoint(classes(node))
        or attribute(node, "id") in _FURNITURE_IDS
        or attribute(node, "id").startswith("ad_")
        or node.tag in ("form", "h1")
    )


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a whole page."""
    reading = _Reading(page)
    tree = reading.tree
    found = [reading.post(pid, place) for pid, place in reading.places().items()]
    posts = reading.comments([post for post in found if post is not None])
    views, replies = reading.counts()
    number_, pages = reading.pager()
    title = words(tree.first("#thread_subject")) or words(tree.first("h1.ts"))
    host = host_of(reading.address) or first_host(
        hrefs(tree.all('a[id^="postnum"], #pt a, .nvhm')[:40])
    )
    boards = tree.all('#pt a[href*="forumdisplay"], #pt a[href*="forum-"], #pt a[href*="fid="]')
    draft = ThreadDraft(
        title=title or words(tree.first("title"))[:400].split(" - ")[0].strip(),
        board=(words(boards[-1]) or None) if boards else None,
        outlet=tree.meta("application-name") or None,
        topic_id=reading.topic,
        timezone=reading.clock.zone,
        views=views,
        claimed_posts=replies,
        posts=tuple(posts),
        findings=tuple(reading.rest()),
        page=number_,
        pages=pages,
    )
    return (discuz.on_board(draft, host, words(tree.first("title"))),)


FORMAT = Format(
    name="discuz-html",
    version=VERSION,
    medium=Medium.HTML,
    title="Discuz! X: page of a thread",
    keys=("generator Discuz!", "td#postmessage_N", "em#authorpostonN", "#thread_subject"),
    proven=False,
    claims=claims,
    read=read,
)
