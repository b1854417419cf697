"""Which thread a capture is of: by site and topic where known, else by title, poster and article.

A title alone never makes two captures one thread.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from db.records import BlockType
from db.text import fold

if TYPE_CHECKING:
    from db.importing.drafts import ThreadDraft

_TITLE = "title:"
_ENOUGH = 20
"""Letters of an opening post: one may ask twice for “help”, with “see above” below it."""


def thread_key(draft: ThreadDraft, capture_sha256: str) -> str:
    """Return the key of a thread.

    A site is known by its host; one that is known by the name of the board alone needs the title,
    too.  Titles and articles are compared by their folded letters and digits, since copying changes
    punctuation and spaces; captions are left out, since some extractions lose them.  Without an
    article the opening post stands for it, if it has more than a few words; without that the key is
    the capture's own: such captures are never taken for one thread.
    """
    if draft.site and draft.topic_id:
        key = f"site:{draft.site}/{draft.topic_id}"
        # many boards are called "Forum", and each of them has a topic 1
        return f"{key}/{_same(draft.title)}" if " " in draft.site else key
    article = _letters(
        "".join(block.text for block in draft.blocks if block.type is not BlockType.FIGURE)
    )
    article = article or _opening(draft)
    rest = f"{fold(draft.poster or '')}\0{article}" if article else f"\0\0{capture_sha256}"
    return f"{same_title(draft.title)}{_digest(rest)}"


def _opening(draft: ThreadDraft) -> str:
    words = _letters("".join(post.text for post in draft.posts if post.opening))
    return words if len(words) >= _ENOUGH else ""


def same_title(title: str) -> str:
    """Return what the keys of all threads with this title begin with, if they are keyed by it."""
    return f"{_TITLE}{_same(title)}:"


def _same(title: str) -> str:
    return _digest(_letters(title) or fold(title))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
