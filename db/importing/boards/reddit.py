"""Submissions and comments of Reddit as its API and the dumps of it give them.

Source of the fields: the JSON of Reddit's pages, seen in a capture, and its API documentation.
Words are Markdown and stay so.  Unless asked otherwise (``raw_json=1``), the API writes ``<``,
``>`` and ``&`` as entities, also in Markdown; that much is undone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.json_values import items, mapping, name, text, whole
from db.importing.drafts import BlockDraft, PostDraft, QuoteDraft, ThreadDraft
from db.importing.moments import epoch
from db.records import BlockType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from db.records import Finding

SITE = "reddit.com"
GONE = frozenset(("[deleted]", "[removed]", "[ Removed by Reddit ]"))
_BARE = re.compile(r"[<>]|&(?!(?:amp|lt|gt);)")
_ENTITY = re.compile(r"&(amp|lt|gt);")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">"}
_QUOTED = re.compile(r"(?:^[ ]{0,3}>(?!!)[^\n]*(?:\n|\Z))+", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp)(?:\?|$)", re.IGNORECASE)


def plain(markdown: str) -> str:
    """Return Markdown as it was written: entities of the transport are undone.

    A text with any bare sign of these three was not written with entities.
    """
    if "&" not in markdown or _BARE.search(markdown):
        return markdown
    return _ENTITY.sub(lambda match: _SIGNS[match[1]], markdown)


def comment(given: Mapping[str, object], above: str | None = None) -> PostDraft:
    """Return a comment.

    Args:
        given: its fields.
        above: the id of the comment it stands under, for one whose fields do not tell.
    """
    words = plain(text(given.get("body"))).strip("\n")
    parent = text(given.get("parent_id"))
    stated = parent[3:] if parent.startswith("t1_") else None if parent else above
    changed = epoch(given.get("edited"))
    return PostDraft(
        text=words,
        author=name(given.get("author")),
        time=epoch(given.get("created_utc")),
        site_id=name(given.get("id")) or name(text(given.get("name"))[3:]),
        parent=stated or None,
        edited=(changed.iso or changed.text) if changed else None,
        deleted=words.strip() in GONE,
        kind=name(given.get("distinguished")),
        quotes=tuple(_quotes(words)),
    )


def _quotes(words: str) -> list[QuoteDraft]:
    """Find the lines that Markdown marks as quoted; they name no source."""
    found: list[QuoteDraft] = []
    for match in _QUOTED.finditer(words):
        end = match.start() + len(match[0].rstrip())
        found.append(QuoteDraft(match.start(), end, match.start(), end))
    return found


def thread(
    submission: Mapping[str, object],
    posts: Sequence[PostDraft],
    findings: Sequence[Finding],
    submission_id: str | None = None,
) -> ThreadDraft:
    """Make a thread of a submission, which is its article, and its comments.

    Args:
        submission: its fields; empty where only comments are there.
        posts: the comments.
        findings: what is to be told.
        submission_id: its id, where its fields do not tell.
    """
    number = name(submission.get("id")) or submission_id
    board = text(submission.get("subreddit"))
    author = name(submission.get("author"))
    link = text(submission.get("permalink"))
    address = f"https://www.reddit.com{link}" if link.startswith("/") else link
    return ThreadDraft(
        title=plain(text(submission.get("title"))),
        board=f"r/{board}" if board else None,
        outlet="Reddit",
        source_url=address or None,
        poster=author,
        site=SITE if number else None,
        topic_id=number,
        timezone="UTC",
        claimed_posts=whole(submission.get("num_comments")),
        article_author=author,
        published=epoch(submission.get("created_utc")),
        blocks=tuple(_article(submission)),
        posts=tuple(posts),
        findings=tuple(findings),
    )


def of_comments(
    comments: Sequence[Mapping[str, object]],
    submission: Mapping[str, object],
    submission_id: str | None,
    findings: Sequence[Finding] = (),
) -> ThreadDraft:
    """Make a thread of comments that are not nested; without a submission they tell the title."""
    draft = thread(submission, [comment(each) for each in comments], findings, submission_id)
    if submission or not comments:
        return draft
    board = next((found for each in comments if (found := text(each.get("subreddit")))), "")
    title = text(comments[0].get("link_title")) or " ".join(
        part for part in (f"r/{board}" if board else "", submission_id) if part
    )
    return replace(draft, title=title, board=f"r/{board}" if board else None)


def _article(given: Mapping[str, object]) -> list[BlockDraft]:
    """Return what was submitted: a link, pictures, words."""
    found: list[BlockDraft] = []
    url = plain(text(given.get("url")))
    own = text(given.get("permalink"))
    if url and given.get("is_self") is not True and not (own and own in url):
        picture = given.get("post_hint") == "image" or _PICTURE.search(url) is not None
        found.append(
            BlockDraft(BlockType.FIGURE, "", src=url)
            if picture
            else BlockDraft(BlockType.PARAGRAPH, url)
        )
    found += _gallery(given)
    words = plain(text(given.get("selftext"))).strip()
    found += [
        BlockDraft(BlockType.QUOTE if part.startswith(">") else BlockType.PARAGRAPH, part)
        for part in _PARAGRAPH.split(words)
        if part.strip()
    ]
    return found


def _gallery(given: Mapping[str, object]) -> list[BlockDraft]:
    about = mapping(given.get("media_metadata"))
    found: list[BlockDraft] = []
    for each in items(mapping(given.get("gallery_data")).get("items")):
        media = mapping(about.get(text(mapping(each).get("media_id"))))
        source = mapping(media.get("s"))
        address = plain(text(source.get("u") or source.get("gif")))
        caption = name(mapping(each).get("caption"))
        found.append(BlockDraft(BlockType.FIGURE, caption or "", caption=caption, src=address))
    return found
