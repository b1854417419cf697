"""``beilin replies``: who answers whom, how sure that is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from db.commands import shapes
from db.commands.paper import clip, one_line, table
from db.commands.show import label, link_sentence, target
from db.errors import NotFound
from db.records import LinkState
from db.replies import rules, trimming
from db.threads import reading
from db.threads.suggesting import suggestions_for

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping, Sequence

    from db.commands.desk import Desk
    from db.records import Ghost, GhostId, Post, PostId, ReplyLink, Suggestion, ThreadHead
    from db.store import Store

_WIDEST = 160
"""Cells of a passage that are shown."""

Passage = tuple[str, str | None]
"""The words in the floor, and those in the floor it answers."""


def run(options: Namespace, desk: Desk) -> int:
    """Show the replies of a thread, or explain those of one floor."""
    with desk.library(options) as store:
        head = reading.head(store, options.thread)
        posts = reading.thread_posts(store, options.thread)
        if options.explain is not None:
            return _Explaining(store, head, posts).tell(options.explain, desk)
        counts = reading.link_counts(store, options.thread)
    ghosts = {ghost.id: ghost.author for ghost in head.ghosts}
    if desk.as_json:
        desk.answer(
            {
                "thread": head.summary.id,
                "counts": shapes.counts(counts),
                "edges": [
                    {**_about(post), "primary": primary, "link": shapes.link(link)}
                    for post, link, primary in _edges(posts)
                ],
            }
        )
        return 0
    desk.write(one_line(head.summary.title))
    desk.write(f"  {link_sentence(counts)}")
    rows = [
        (
            f"[{label(post)}]",
            ("" if primary else "also ") + target(link, ghosts),
            link.state.value,
            _sure(link.confidence),
            _words(link),
        )
        for post, link, primary in _edges(posts)
    ]
    if rows:
        desk.write()
        for line in table(("floor", "answers", "state", "sure", "this floor"), rows, numbers=(3,)):
            desk.write(line)
    return 0


def _edges(posts: Iterable[Post]) -> list[tuple[Post, ReplyLink, bool]]:
    """All edges, with the post they begin at and whether they are its primary one."""
    return [
        (post, link, link is post.reply_to)
        for post in posts
        for link in (post.reply_to, *post.also_replies_to)
        if link.state is not LinkState.NONE
    ]


def _about(post: Post) -> dict[str, Any]:
    return {"post": post.id, "floor": post.floor, "author": post.author}


def _sure(confidence: float | None) -> str:
    return "" if confidence is None else f"{confidence:.3f}"


def _words(link: ReplyLink) -> str:
    """Return what a floor does that makes it an answer, as it follows “this floor”."""
    if link.decided_by == "reader":
        return "was linked by the reader"
    return _rule(link.rule or "")


def _rule(name: str) -> str:
    rule = rules.RULES.get(name)
    return rule.words if rule is not None else name


class _Explaining:
    """Tells of single floors what they answer, why, and what else they might."""

    def __init__(self, store: Store, head: ThreadHead, posts: Sequence[Post]) -> None:
        self._store = store
        self._thread = head.summary.id
        self._article = head.article_text
        self._ghosts: Mapping[GhostId, Ghost] = {ghost.id: ghost for ghost in head.ghosts}
        self._authors = {ghost.id: ghost.author for ghost in head.ghosts}
        self._posts = {post.id: post for post in posts}

    def tell(self, floor: str, desk: Desk) -> int:
        """Explain the floors that bear a label; labels may repeat.

        Raises:
            NotFound: none does.
        """
        meant = [post for post in self._posts.values() if post.floor == floor]
        if not meant:
            raise NotFound(
                "There is no floor {floor} in thread {thread}.",
                "Use “beilin show {thread}” to see its floors.",
                floor=floor,
                thread=self._thread,
            )
        found = suggestions_for(self._store, self._thread, [post.id for post in meant])
        if desk.as_json:
            floors = [self._shape(post, found.get(post.id, ())) for post in meant]
            desk.answer({"thread": self._thread, "floors": floors})
            return 0
        for number, post in enumerate(meant):
            if number:
                desk.write()
            self._write(post, found.get(post.id, ()), desk)
        return 0

    def _shape(self, post: Post, found: Sequence[Suggestion]) -> dict[str, Any]:
        return {
            **_about(post),
            "edges": [
                {
                    "primary": primary,
                    "link": shapes.link(link),
                    "why": _words(link),
                    "passages": _told(self._passages(post, link)),
                }
                for _, link, primary in _edges([post])
            ],
            "quotes": [shapes.quote(quote) for quote in post.quotes],
            "cites": [shapes.citation(each) for each in post.citations],
            "suggestions": [
                {
                    **shapes.suggestion(each),
                    "why": _rule(each.rule),
                    "passages": _told(self._suggested(post, each)),
                }
                for each in found
            ],
            "nothing": _nothing(post),
        }

    def _write(self, post: Post, found: Iterable[Suggestion], desk: Desk) -> None:
        desk.write(f"[{label(post)}] {one_line(post.author or '?')} · post {post.id}")
        for _, link, primary in _edges([post]):
            also = "" if primary else "also "
            sure = f", {_sure(link.confidence)}" if link.confidence is not None else ""
            desk.write(
                f"  {also}answers {target(link, self._authors)}{self._by(link.post)}"
                f" ({link.state.value}{sure}): this floor {_words(link)}"
            )
            self._write_passages(self._passages(post, link), desk)
        nothing = _nothing(post)
        if nothing is not None:
            desk.write(f"  no reply mark: {nothing}")
        for cited in post.citations:
            words = post.text[cited.span.start : cited.span.end]
            desk.write(f"  cites the {cited.of}: {clip(one_line(words), _WIDEST)}")
        for each in found:
            floor = one_line(each.floor if each.floor is not None else "–")
            desk.write(
                f"  may answer [{floor}]{self._by(each.post)} ({_sure(each.confidence)}):"
                f" this floor {_rule(each.rule)}"
            )
            self._write_passages(self._suggested(post, each), desk)

    def _by(self, number: PostId | None) -> str:
        """Return who wrote a post, as it follows its floor."""
        post = self._posts.get(number) if number is not None else None
        author = post.author if post is not None else None
        return f" {one_line(author)}" if author else ""

    @staticmethod
    def _write_passages(passages: Iterable[Passage], desk: Desk) -> None:
        for here, there in passages:
            desk.write(f"    here:  {clip(one_line(here), _WIDEST)}")
            if there is not None:
                desk.write(f"    there: {clip(one_line(there), _WIDEST)}")

    def _passages(self, post: Post, link: ReplyLink) -> list[Passage]:
        """Return the words an edge rests on; of a lost post all words that survive."""
        parent = self._parent(link)
        passages: list[Passage] = []
        for each in link.evidence:
            there = each.parent
            passages.append(
                (
                    post.text[each.child.start : each.child.end],
                    None if there is None else parent[there.start : there.end],
                )
            )
        if link.state is LinkState.GHOST:
            passages += [
                (quote.text, None)
                for quote in post.quotes
                if quote.ghost is not None and quote.ghost == link.ghost
            ]
        return passages

    def _parent(self, link: ReplyLink) -> str:
        if link.to_article:
            return self._article
        post = self._posts.get(link.post) if link.post is not None else None
        return post.text if post is not None else ""

    def _suggested(self, post: Post, found: Suggestion) -> list[Passage]:
        text, parent = post.text, self._posts[found.post].text
        return [
            (
                text[each.child.start : each.child.end],
                None if each.parent is None else parent[each.parent.start : each.parent.end],
            )
            for each in found.evidence
        ]


def _told(passages: Iterable[Passage]) -> list[dict[str, str | None]]:
    return [{"child": here, "parent": there} for here, there in passages]


def _nothing(post: Post) -> str | None:
    """Say why a floor answers nothing that is known; ``None`` where it answers something."""
    if post.reply_to.state is not LinkState.NONE:
        return None
    quotes = post.quotes
    of_article = any(each.of == "article" for each in post.citations)
    reasons = (
        (post.opening, "it began the thread"),
        (not post.text.strip(), "no words of it are there"),
        (trimming.is_placeholder(post.text), "only a moderator's line is left of it"),
        (
            any(quote.source_post is not None for quote in quotes),
            "what it quotes leads to no floor that it could answer",
        ),
        (quotes and of_article, "it quotes the article, not a floor"),
        (quotes, "no floor before it holds the words that it quotes"),
        (post.citations, "it takes up the article or its title, and quotes no floor"),
    )
    found = (words for holds, words in reasons if holds)
    return next(found, "it quotes no floor, names none, and repeats the words of none alone")
