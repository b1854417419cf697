"""Question pages of Stack Exchange sites.

The question is the opening post; answers answer it, comments answer the post they stand under.
Pages show some comments and thirty answers: what is not loaded is told of.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.addresses import in_addresses, known_addresses
from db.importing.boards.forum_site import site_of, topic_at
from db.importing.boards.nesting import Nest, apart_from, flat, outermost
from db.importing.boards.not_loaded import not_loaded
from db.importing.boards.page_numbers import count, whole_number
from db.importing.boards.page_parts import first_words, inner, inner_words
from db.importing.boards.post_drafts import asides_of, post_of
from db.importing.boards.post_times import time_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, ThreadDraft
from db.importing.markup.body import PLAIN, Rules, body_of
from db.importing.markup.tree import attribute, classes, own_words, words
from db.importing.page import Medium
from db.records import Severity, finding

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode as Node

    from db.importing.drafts import PostDraft
    from db.importing.page import Page
    from db.records import Finding

_ANSWER = "div.answer[data-answerid], div.answer[id^=answer-]"
_COMMENT = "li.comment, tr.comment, div.comment[id^=comment-]"
_MORE = re.compile(r"(\d{1,5})\s+more\s+comments?")
_ASIDES = (
    (".special-status, .question-status, .js-post-notice", AsideKind.NOTICE),
    (".post-taglist", AsideKind.NOTICE),
)


def claims(page: Page) -> Score:
    """Judge whether a page is a question of Stack Exchange."""
    tree = page.tree
    if tree.has("#question .post-text, #question .js-post-body, #question .s-prose"):
        return Score(0.95, ("a question of Stack Exchange",))
    if tree.has(".question-summary, .s-post-summary") and tree.has("a.question-hyperlink, .s-link"):
        return Score(0.2, ("a list of questions of Stack Exchange",), a_list=True)
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a question with its answers and all comments."""
    tree = page.tree
    question = tree.first("#question")
    answers = flat(tree.all(_ANSWER))
    owners = Nest([*([question] if question is not None else []), *answers])
    comments: dict[int | None, list[Node]] = {}
    for each in outermost(tree.all(_COMMENT)):
        comments.setdefault(owners.above(each), []).append(each)
    rules = apart_from(PLAIN, answers)
    number = whole_number(attribute(question, "data-questionid")) or in_addresses(
        known_addresses(page), r"/questions/(\d{1,12})"
    )
    posts: list[PostDraft] = []
    if question is not None:
        posts.append(_post(question, page, number, None, rules))
        posts += _comments(comments.get(question.mem_id, []), page, number)
    for each in answers:
        site_id = whole_number(attribute(each, "data-answerid")) or whole_number(
            attribute(each, "id"), "answer-"
        )
        posts.append(_post(each, page, site_id, number, rules))
        posts += _comments(comments.get(each.mem_id, []), page, site_id)
    claimed = count(first_words(tree, "#answers-header h2", "#answers-header"))
    here, pages = _pages(page)
    site = site_of(page, "stackexchange")
    return (
        ThreadDraft(
            title=first_words(tree, "#question-header h1", "h1") or tree.meta("og:title"),
            outlet=tree.meta("og:site_name") or None,
            poster=posts[0].author if question is not None else None,
            site=site,
            topic_id=topic_at(site, "stackexchange", number),
            timezone="UTC",
            posts=tuple(posts),
            findings=_missing(page, claimed, len(answers)),
            page=here,
            pages=pages,
        ),
    )


def _post(
    node: Node, page: Page, site_id: str | None, question: str | None, rules: Rules
) -> PostDraft:
    body = inner(node, ".js-post-body", ".post-text", ".s-prose")
    signed = node.css(".post-signature")
    own = next(
        (each for each in signed if "owner" in classes(each)), signed[-1] if signed else None
    )
    if question is not None and signed:
        own = signed[-1]
    kind = "question" if question is None else "answer"
    if "accepted-answer" in classes(node) or "js-accepted-answer" in classes(node):
        kind = "accepted answer"
    votes = inner_words(node, ".js-vote-count", ".vote-count-post")
    edits = [each for each in signed if words(each).startswith(("edited", "modified"))]
    asides = [AsideDraft(AsideKind.RATING, votes)] if votes else []
    asides += [
        AsideDraft(AsideKind.EDITED, " ".join(words(inner(each, ".user-action-time")).split()))
        for each in edits
    ]
    clock = inner(own, ".user-action-time [title]") if own is not None else None
    post = post_of(
        body_of(body, rules),
        author=_signed_by(own),
        time=time_of(clock, page, "UTC"),
        site_id=site_id,
        parent=question,
        kind=kind,
        asides=(*asides, *asides_of(node, _ASIDES)),
    )
    return replace(post, opening=question is None)


def _signed_by(own: Node | None) -> str:
    """Return the name in a signature: a link, or bare words where the user is gone.

    Posts of the community are signed by a line about their revisions, in a second part.
    """
    details = own.css(".user-details") if own is not None else []
    linked = next((link for each in details if (link := each.css_first("a")) is not None), None)
    if linked is not None:
        return " ".join(body_of(linked).text.split())
    return next((text for each in details if (text := own_words(each))), "")


def _comments(nodes: list[Node], page: Page, parent: str | None) -> list[PostDraft]:
    found: list[PostDraft] = []
    for each in nodes:
        site_id = whole_number(attribute(each, "data-comment-id")) or whole_number(
            attribute(each, "id"), "comment-"
        )
        score = inner_words(each, ".comment-score")
        found.append(
            post_of(
                body_of(inner(each, ".comment-copy", ".comment-text")),
                author=inner_words(each, ".comment-user"),
                time=time_of(inner(each, ".comment-date [title]", ".comment-date"), page, "UTC"),
                site_id=site_id,
                parent=parent,
                kind="comment",
                asides=(AsideDraft(AsideKind.RATING, score),) if score else (),
            )
        )
    return found


def _pages(page: Page) -> tuple[int | None, int | None]:
    node = page.tree.first(".pager-answers, .pager, .s-pagination")
    if node is None:
        return None, None
    shown = [int(found) for each in node.css(".page-numbers, .s-pagination--item")
             if (found := whole_number(words(each))) is not None and len(found) < 7]  # fmt: skip
    here = whole_number(inner_words(node, ".current", ".is-selected"))
    return (int(here) if here and len(here) < 7 else None), max(shown, default=0) or None


def _missing(page: Page, claimed: int | None, answers: int) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if claimed is not None and claimed != answers:
        found.append(
            finding(
                "answers-missing",
                Severity.WARNING,
                "The page says {claimed} answers; {found} are on it.",
                claimed=claimed,
                found=answers,
            )
        )
    links = page.tree.all(".js-show-link, .comments-link")
    hidden = sum(int(match[1]) for each in links if (match := _MORE.search(words(each))))
    return (*found, *not_loaded(hidden))


FORMAT = Format(
    name="stackexchange-html",
    version="1",
    medium=Medium.HTML,
    title="Stack Exchange, saved page of a question",
    keys=("#question", ".answer[data-answerid]", "li.comment"),
    proven=True,
    claims=claims,
    read=read,
)
