"""Words of a floor that was blocked or deleted, as they survive in quotes of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from db.records import PostId, Preserved, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

LONGEST_LINE = 120
"""Characters of the line that stands in place of the words of such a floor, at most."""
MOST = 3
"""Quotes with words of their own that are told of one floor."""

_MAYBE = re.compile("屏蔽|删除|deleted|removed")
"""What every line has that stands in place of words; more than those have it."""

_QUOTED = """
    SELECT q.source_post_id, q.post_id, v.floor, q.words_start, q.words_end,
           substr(v.text, q.words_start + 1, q.words_end - q.words_start)
    FROM json_each(?) AS j
    CROSS JOIN quote AS q ON q.source_post_id = j.value
    JOIN post AS p ON p.id = q.post_id
    JOIN post_version AS v ON v.id = p.version_id
    ORDER BY q.source_post_id, p.ordinal, q.ordinal
"""


def preserved_words(
    connection: Connection, texts: Mapping[int, str], deleted: Iterable[int]
) -> dict[int, tuple[Preserved, ...]]:
    """Return what quotes preserve of floors that no longer hold their words.

    Args:
        connection: in a transaction of the caller.
        texts: what floors hold now, by post.
        deleted: those that the page calls deleted.
    """
    gone = set(deleted)
    short = [post for post, text in texts.items() if post in gone or len(text) < LONGEST_LINE]
    if not short:
        return {}
    found: dict[int, list[Preserved]] = {}
    for row in connection.exec_driver_sql(_QUOTED, (json.dumps(short),)).fetchall():
        source, text = row[0], texts[row[0]]
        words = row[5].strip()
        # most quotes say what the floor still says
        if _plain(words) in _plain(text) or not (source in gone or _stands_for_words(text)):
            continue
        if not _stands_for_words(words):
            known = Preserved(words, PostId(row[1]), row[2], Span(row[3], row[4]))
            found.setdefault(source, []).append(known)
    return {post: _longest(known) for post, known in found.items()}


def _stands_for_words(text: str) -> bool:
    if not _MAYBE.search(text):
        return not text.strip()
    # the inference is slow to load, and hardly ever asked
    from db.replies.trimming import is_placeholder  # noqa: PLC0415

    return is_placeholder(text)


def _longest(known: list[Preserved]) -> tuple[Preserved, ...]:
    """Return the quotes of which none says only what another says, the longest first."""
    kept: list[Preserved] = []
    for one in sorted(known, key=lambda each: -len(each.text)):
        if not any(_plain(one.text) in _plain(other.text) for other in kept):
            kept.append(one)
    return tuple(kept[:MOST])


def _plain(text: str) -> str:
    return "".join(text.split()).strip(".…。")
