"""Forum and comment pages of unknown make, read by what repeats on them.

The parts that repeat and hold a name, a time and words are posts; before them may stand an article,
the largest block of words.  It is a guess, and the thread says so.  Nothing inside a post is lost:
what is neither name nor time nor the words of the post is kept beside it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.article_blocks import blocks_of
from db.importing.boards.forum_site import site_of
from db.importing.boards.nesting import Nest, own_parts
from db.importing.boards.page_parts import first_words
from db.importing.boards.post_drafts import post_of, poster_of
from db.importing.boards.post_times import time_of
from db.importing.boards.repeats import count, find_repeat, is_author, is_time
from db.importing.boards.search_engine_hints import hints_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import Rules, body_of
from db.importing.markup.tree import attribute, own_words, words
from db.importing.moments import moment, stated
from db.importing.page import Medium
from db.records import Severity, finding

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.boards.repeats import Counted, Part, Repeat
    from db.importing.drafts import PostDraft, TimeDraft
    from db.importing.page import Page
    from db.records import Finding

_SAMPLE_NODES = 20_000
_BODY = re.compile(r"content|body|text|message|entry|comment|post|正文|内容", re.IGNORECASE)
_MARKED = re.compile(r"article|entry|story|正文|post-?content", re.IGNORECASE)
_ARTICLES = frozenset(("div", "article", "section", "main", "td"))
_FLOOR = re.compile(r"#\s?\d{1,7}|第?\s?\d{1,7}\s?[楼樓]|\d{1,7}[FL]")
_NUMBER = re.compile(r"(?:^|[^\d])(\d{1,18})$")
_LONGEST_NAME = 60
_MOST_NAMES = 16
_LEAST_ARTICLE = 140


def claims(page: Page) -> Score:
    """Judge whether parts of a page repeat as posts do; never surer than any reader of its own."""
    repeat = find_repeat(count(page.tree.body, _SAMPLE_NODES))
    if repeat is None:
        return NOT_MINE
    if repeat.a_list:
        return Score(0.1, ("many titles, each a link, and hardly any words",), a_list=True)
    return Score(0.5, (f"{len(repeat.parts)} parts {repeat.mark} with name, time and words",))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read what repeats as posts, and the largest block of words before it as the article."""
    tree = page.tree
    counted = count(tree.body)
    repeat = find_repeat(counted)
    nodes = [part.node for part in repeat.parts] if repeat is not None else []
    names = [_site_id(node) for node in nodes]
    known = {node.mem_id: name or f"?{place}" for place, (node, name) in
             enumerate(zip(nodes, names, strict=True))}  # fmt: skip
    posts_here = frozenset(known)
    nest = Nest(nodes)
    posts: list[PostDraft] = []
    for node, name in zip(nodes, names, strict=True):
        above = known.get(nest.above(node) or 0)
        parent = above if above is not None and not above.startswith("?") else None
        posts.append(_post(node, page, name, parent, posts_here, counted))
    article = _article(counted, nodes) if nodes else tree.body
    if posts and article is None:
        posts[0] = replace(posts[0], opening=True)
    hints = hints_of(page)
    heading = first_words(tree, "h1")
    return (
        ThreadDraft(
            title=hints.title or tree.meta("og:title") or heading or tree.words("title"),
            outlet=tree.meta("og:site_name") or None,
            poster=poster_of(posts) or hints.author or None,
            site=site_of(page, "") or None,
            article_author=hints.author or None if article is not None else None,
            published=stated("", hints.published) if article is not None else None,
            blocks=blocks_of(article),
            posts=tuple(posts),
            findings=(_guessed(repeat),),
        ),
    )


def _guessed(repeat: Repeat | None) -> Finding:
    return finding(
        "guessed-structure",
        Severity.WARNING,
        "No reader knows this kind of page. Its posts were guessed from what repeats on it: "
        "{count} parts marked {mark}. Compare them with the page.",
        count=len(repeat.parts) if repeat is not None else 0,
        mark=repeat.mark if repeat is not None else "?",
    )


def _site_id(node: Node) -> str | None:
    for name in ("data-id", "data-cid", "data-post-id", "data-comment-id", "data-pid", "id"):
        match = _NUMBER.search(attribute(node, name)[-40:])
        if match is not None:
            return match[1]
    return None


def _post(
    node: Node,
    page: Page,
    site_id: str | None,
    parent: str | None,
    posts: frozenset[int],
    counted: Counted,
) -> PostDraft:
    parts = own_parts(node, lambda each: each.mem_id in posts)
    author = _named(parts, counted)
    clock = _clock(parts, author)
    floor = next((text for each in parts if _FLOOR.fullmatch(text := own_words(each))), "")
    taken = {each.mem_id for each in (author, clock) if each is not None}
    body = _words(node, parts, taken, counted)

    def apart(each: Node) -> bool:
        return each.mem_id in taken or each.mem_id in posts

    said = body_of(body, Rules(skip=apart))
    rest = ""
    if body.mem_id != node.mem_id:
        inner = body.mem_id
        rest = body_of(node, Rules(skip=lambda each: apart(each) or each.mem_id == inner)).text
    beside = _beside(clock, floor)
    return post_of(
        said,
        author=words(author),
        time=_told(clock, page),
        floor=floor,
        site_id=site_id,
        parent=parent,
        asides=tuple(AsideDraft(AsideKind.NOTICE, each) for each in (beside, rest) if each),
    )


def _told(clock: Node | None, page: Page) -> TimeDraft | None:
    """Return the time of an element; of one without a mark of time only its own words."""
    if clock is None or clock.tag == "time" or is_time(attribute(clock, "title")):
        return time_of(clock, page)
    return moment(own_words(clock), None, page.origin.captured_at)


def _beside(clock: Node | None, floor: str) -> str:
    """Return what stands in the element of the time beside the time and the number."""
    if clock is None or clock.tag == "time":
        return ""
    whole = words(clock)
    return "" if whole.replace(floor, "").split() == own_words(clock).split() else whole


def _named(parts: list[Node], counted: Counted) -> Node | None:
    """Return the innermost element that is marked as the name of a writer."""
    marked = [
        each for each in parts if 0 < counted.letters(each) <= _LONGEST_NAME and is_author(each)
    ]
    for each in marked[:_MOST_NAMES]:
        inside = next((one for one in each.css("a, strong, b, cite") if words(one)), each)
        name = words(inside)
        if not is_time(name) and _FLOOR.fullmatch(name) is None:
            return inside
    return None


def _clock(parts: list[Node], author: Node | None) -> Node | None:
    """Return what shows the time: marked as one, else with an hour, else with a date."""
    told: Node | None = None
    for each in parts:
        if author is not None and each.mem_id == author.mem_id:
            continue
        if each.tag == "time" or is_time(attribute(each, "title")):
            return each
        text = own_words(each)
        if is_time(text) and (told is None or (":" in text and ":" not in own_words(told))):
            told = each
    return told


def _words(node: Node, parts: list[Node], taken: set[int], counted: Counted) -> Node:
    """Return the element that holds the words of a post: marked so, the outermost of the largest.

    Without one it is the post itself.
    """
    above = {at for each in parts if each.mem_id in taken for at in _chain(each, node)}
    best, most = node, 0
    for each in parts:
        if each.mem_id in above or each.mem_id in taken or each.tag in ("a", "time"):
            continue
        marks = f"{attribute(each, 'class')} {attribute(each, 'itemprop')}"
        letters = counted.letters(each)
        if letters > most and (each.tag == "p" or _BODY.search(marks[:200])):
            best, most = each, letters
    return best


def _chain(node: Node, top: Node) -> list[int]:
    found: list[int] = []
    at = node.parent
    while at is not None and at.mem_id != top.mem_id:
        found.append(at.mem_id)
        at = at.parent
    return found


def _article(counted: Counted, nodes: list[Node]) -> Node | None:
    """Return the largest block of words before the posts, where one is worth the name."""
    first = counted.places.get(nodes[0].mem_id, 0)
    around = {at for node in nodes[:1] for at in _chain(node, node)}
    best: Part | None = None
    for place, part in enumerate(counted.parts[:first]):
        if part.node.mem_id in around or part.node.tag not in _ARTICLES or not place:
            continue
        if best is None or _spoken(part) > _spoken(best) or _is_core(part, best, counted):
            best = part
    if best is None or _spoken(best) < _LEAST_ARTICLE or best.linked * 2 > best.letters:
        return None
    marked = best.node.tag == "article" or _MARKED.search(attribute(best.node, "class")[:200])
    paragraphs = sum(1 for each in best.node.iter() if each.tag == "p")
    return best.node if marked or paragraphs > 1 or _spoken(best) > 3 * _LEAST_ARTICLE else None


def _spoken(part: Part) -> int:
    return part.letters - part.linked


def _is_core(part: Part, best: Part, counted: Counted) -> bool:
    """Tell whether a part inside of the best so far holds nearly all of its words."""
    inside = part.above >= 0 and counted.parts[part.above] is best
    return inside and _spoken(part) * 10 >= _spoken(best) * 9


FORMAT = Format(
    name="generic-html",
    version="1",
    medium=Medium.HTML,
    title="forum or comments of unknown make, guessed from what repeats",
    keys=("repeated parts with name, time and words",),
    proven=False,
    claims=claims,
    read=read,
    guesses=True,
)
