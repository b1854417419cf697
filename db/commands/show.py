"""``beilin show``: a thread, its article and its replies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db import notes
from db.commands import shapes
from db.commands.paper import count, lines, one_line
from db.records import BlockType, LinkState, PostId, TimeOrigin
from db.replies import rules
from db.threads import reading, skeleton
from db.threads.suggesting import suggestions_for

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Mapping

    from db.commands.desk import Desk
    from db.records import Ghost, GhostId, LinkCounts, Note, Post, ReplyLink, Suggestion, ThreadHead
    from db.threads.skeleton import Gap

_DEEPEST = 24
"""Deeper replies are not set further in."""

_SURE = {
    LinkState.STATED: "answers",
    LinkState.SOLID: "answers",
    LinkState.DASHED: "likely answers",
}


def run(options: Namespace, desk: Desk) -> int:
    """Show one thread."""
    with desk.library(options) as store:
        head = reading.head(store, options.thread)
        posts = reading.thread_posts(store, options.thread)
        found = notes.list_notes(store, thread=options.thread)
        counts = reading.link_counts(store, options.thread)
        tree = skeleton.load(store, options.thread)
        suggested = suggestions_for(store, options.thread) if options.suggestions else {}
    on: dict[PostId | None, list[Note]] = {}
    for note in found:
        on.setdefault(note.post, []).append(note)
    if desk.as_json:
        desk.answer(
            {
                "thread": shapes.thread_head(head),
                "article": shapes.article(head),
                "posts": [
                    shapes.post(post, on.get(post.id, ()), suggested.get(post.id, ()))
                    for post in posts
                ],
                "ghosts": [shapes.ghost(ghost) for ghost in head.ghosts],
            }
        )
        return 0
    _write_head(head, counts, desk)
    _write_article(head, desk)
    _write_notes(on.get(None, ()), "", desk)
    by_id = {post.id: post for post in posts}
    if options.flat:
        order = list(by_id)
    else:
        opening = [post.id for post in posts if post.opening]
        order = opening + [PostId(post) for post in tree.ids if post in by_id]
    ghosts = {ghost.id: ghost.author for ghost in head.ghosts}
    gaps = {gap.ordinal: gap for gap in tree.gaps}
    missing = {post: gaps.get(at) for post, at in zip(tree.ids, tree.ordinals, strict=True)}
    for post in order:
        gap = missing.get(post)
        if gap is not None:
            desk.write()
            desk.write(_missing(gap))
        _write_post(by_id[post], on, ghosts, suggested.get(post, ()), desk, flat=options.flat)
    _write_lost(head.ghosts, by_id, desk)
    return 0


def link_sentence(counts: LinkCounts) -> str:
    """Say honestly how much is known of who answers whom."""
    parts = [
        text
        for number, text in (
            (counts.stated, count(counts.stated, "reply stated", "replies stated")),
            (counts.solid, count(counts.solid, "reply by quote", "replies by quote")),
            (counts.dashed, f"{counts.dashed:,} likely"),
            (counts.ghost, f"{counts.ghost:,} to lost posts"),
            (counts.reader, f"{counts.reader:,} by you"),
            (counts.none, f"{counts.none:,} without a mark"),
        )
        if number
    ]
    floors = count(counts.floors, "floor", "floors")
    return f"{floors}: {', '.join(parts)}" if parts else floors


def _missing(gap: Gap) -> str:
    if gap.first == gap.last:
        return f"… floor {gap.first} was not saved …"
    return f"… floors {gap.first} to {gap.last} were not saved …"


def _write_head(head: ThreadHead, counts: LinkCounts, desk: Desk) -> None:
    summary = head.summary
    desk.write(one_line(summary.title))
    if head.captured_title != summary.title:
        desk.write(f"  captured as: {one_line(head.captured_title)}")
    place = " · ".join(
        one_line(part) for part in (summary.outlet, summary.board, summary.source) if part
    )
    facts = (
        ("place", place),
        ("poster", summary.poster),
        ("latest reply", head.latest_post_text or summary.latest_post_at),
        ("views", None if head.views is None else f"{head.views:,}"),
        ("address", head.source_url),
    )
    for name, value in facts:
        if value:
            desk.write(f"  {name}: {one_line(value)}")
    claimed = summary.claimed_posts
    if claimed is not None and claimed != summary.posts:
        desk.write(f"  the page claims {count(claimed, 'floor', 'floors')}")
    if summary.missing_images:
        desk.write(f"  {count(summary.missing_images, 'missing image', 'missing images')}")
    for capture in head.captures:
        desk.write(
            f"  capture {capture.id}: {one_line(capture.file_name)}, {capture.bytes:,} bytes,"
            f" SHA-256 {capture.sha256[:16]}…, imported {capture.imported_at}"
        )
        for finding in capture.findings:
            desk.write(f"    {finding.severity.value}: {one_line(finding.message)}")
    desk.write(f"  {link_sentence(counts)}")


def _write_article(head: ThreadHead, desk: Desk) -> None:
    byline = " · ".join(
        one_line(part)
        for part in (head.article_author, head.published_at_text or head.published_at)
        if part
    )
    if byline:
        desk.write()
        desk.write(byline)
    for block in head.blocks:
        desk.write()
        if block.type is BlockType.FIGURE:
            words = " — ".join(one_line(part) for part in (block.credit, block.caption) if part)
            state = "missing image" if block.image != "attached" else "image"
            desk.write(f"[{state}: {words}]" if words else f"[{state}]")
            continue
        mark = "# " if block.type is BlockType.HEADING else ""
        for line in lines(block.text):
            desk.write(mark + line)


def _write_post(
    post: Post,
    on: Mapping[PostId | None, list[Note]],
    ghosts: Mapping[GhostId, str | None],
    suggested: Iterable[Suggestion],
    desk: Desk,
    *,
    flat: bool,
) -> None:
    indent = "" if flat else "    " * min(post.depth, _DEEPEST)
    desk.write()
    parts = [f"[{label(post)}] {one_line(post.author or '?')}"]
    when = post.posted_at_text or post.posted_at
    if when:
        seen = " (seen in a quote)" if post.posted_at_from is TimeOrigin.QUOTE else ""
        parts.append(one_line(when) + seen)
    parts += [_answers(link, ghosts) for link in (post.reply_to, *post.also_replies_to)]
    parts.append(_cites(post))
    parts.append(f"post {post.id}")
    desk.write(indent + " · ".join(part for part in parts if part))
    for each in suggested:
        floor = one_line(each.floor if each.floor is not None else "–")
        author = f" {one_line(each.author)}" if each.author else ""
        rule = rules.RULES[each.rule]
        desk.write(f"{indent}    may answer [{floor}]{author}: this floor {rule.words}")
    for line in lines(post.text):
        desk.write(f"{indent}    {line}" if line else "")
    _write_notes(on.get(post.id, ()), indent + "    ", desk)


def _answers(link: ReplyLink, ghosts: Mapping[GhostId, str | None]) -> str:
    """Say what a post answers and how sure that is; nothing where there is no mark."""
    if link.state is LinkState.NONE:
        return "no reply (yours)" if link.decided_by == "reader" else ""
    yours = " (yours)" if link.decided_by == "reader" else ""
    if link.state is LinkState.GHOST:
        return f"answers {target(link, ghosts)}{yours}"
    return f"{_SURE[link.state]} {target(link, ghosts)}{yours}"


def target(link: ReplyLink, ghosts: Mapping[GhostId, str | None]) -> str:
    """Say where an edge leads; ``ghosts`` are the authors of lost posts."""
    if link.state is LinkState.GHOST:
        author = ghosts.get(link.ghost) if link.ghost is not None else None
        return f"a lost post by {one_line(author)}" if author else "a lost post"
    return "the article" if link.to_article else f"[{one_line(link.floor or '–')}]"


def label(post: Post) -> str:
    """Return the label of a post as it stands between brackets."""
    return one_line(post.floor) if post.floor is not None else "–"


def _write_lost(ghosts: Iterable[Ghost], posts: Mapping[PostId, Post], desk: Desk) -> None:
    """Write the posts that only quotes know, with the words that survive in them."""
    lost = [ghost for ghost in ghosts if ghost.resolved_to is None]
    if not lost:
        return
    desk.write()
    desk.write(f"{count(len(lost), 'post', 'posts')} not in this capture:")
    for ghost in lost:
        desk.write()
        seen = [f"[{label(posts[post])}]" for post, _ in ghost.known_from if post in posts]
        parts = [one_line(ghost.author or "?"), one_line(ghost.posted_at or "")]
        parts.append(f"quoted in {', '.join(seen)}" if seen else "named by the page")
        desk.write("  " + " · ".join(part for part in parts if part))
        for line in lines(ghost.text) if ghost.text else ():
            desk.write(f"    {line}" if line else "")


def _cites(post: Post) -> str:
    """Say what of the article a post takes up: a badge, which leads to no floor."""
    cited = [of for of in ("article", "title") if any(each.of == of for each in post.citations)]
    return f"cites the {' and the '.join(cited)}" if cited else ""


def _write_notes(found: Iterable[Note], indent: str, desk: Desk) -> None:
    for note in found:
        about = f" on “{one_line(note.target.exact)}”" if note.target else ""
        desk.write(f"{indent}note #{note.id}{about}:")
        for line in lines(note.body):
            desk.write(f"{indent}  {line}")
