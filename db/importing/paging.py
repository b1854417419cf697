"""Pages of one thread that were saved as files of their own, whichever comes first.

Two captures that share no post but the opening one are pages of a thread, or one of them lost what
the other has.  They are put into one order by the numbers of the site or by their times.
"""

from __future__ import annotations

from datetime import datetime
from heapq import merge
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.drafts import ThreadDraft
    from db.importing.recapture import Merged

T = TypeVar("T", int, float, str)


def is_other_page(draft: ThreadDraft, found: Sequence[int | None]) -> bool:
    """Tell whether a capture holds another page of a thread.

    Args:
        draft: the capture's thread, whose pager says which page it is.
        found: the place of the known post that each of its posts is.
    """
    if draft.page is None or not draft.posts:
        return False
    return all(
        known is None or post.opening for post, known in zip(draft.posts, found, strict=True)
    )


def in_turn(
    old: Sequence[Merged], new: Sequence[Merged], draft: ThreadDraft
) -> list[Merged] | None:
    """Put two captures that share nothing into one order, if ids or times tell which.

    Args:
        old: the posts that are known, in their order.
        new: those of the capture, in its order.
        draft: the capture's thread.

    Returns:
        The posts in order; ``None`` where they share posts or nothing tells their order.
    """
    if not old or not new or any(each.stored is not None for each in new):
        return None
    known = [each.stored.post for each in old if each.stored is not None]
    drafts = [draft.posts[each.place] for each in new]
    ids = [post.site_id for post in known], [post.site_id for post in drafts]
    times = (
        [post.posted_at for post in known],
        [post.time.iso if post.time else None for post in drafts],
    )
    return (
        _sorted(old, new, _numbers(ids[0]), _numbers(ids[1]))
        or _sorted(old, new, moments(times[0]), moments(times[1]))
        or _sorted(old, new, _times(times[0]), _times(times[1]))
    )


def _sorted(
    old: Sequence[Merged], new: Sequence[Merged], first: list[T] | None, second: list[T] | None
) -> list[Merged] | None:
    """Put both into one order by their keys, if those tell the order that each stands in anyway."""
    if first is None or second is None or not (ascend(first) and ascend(second)):
        return None
    sides = zip(first, old, strict=True), zip(second, new, strict=True)
    return [each for _, each in merge(*sides, key=lambda pair: pair[0])]


def ascend(keys: Sequence[T]) -> bool:
    """Whether keys stand in their order anyway."""
    return all(one <= two for one, two in pairwise(keys))


def _numbers(ids: Sequence[str | None]) -> list[int] | None:
    """Return ids as numbers; ``None`` unless all are numbers."""
    numbers = [
        int(each) for each in ids if each is not None and each.isdecimal() and len(each) < 19
    ]
    return numbers if len(numbers) == len(ids) else None


def moments(times: Sequence[str | None]) -> list[float] | None:
    """Return times as seconds, whatever their zones; ``None`` unless all are known so far."""
    try:
        found = [datetime.fromisoformat(each) for each in times if each is not None]
    except ValueError:
        return None  # a month alone
    if len(found) < len(times) or any(each.tzinfo is None for each in found):
        return None
    return [each.timestamp() for each in found]


def _times(times: Sequence[str | None]) -> list[str] | None:
    """Return times that can be compared as words; ``None`` unless all are known, in one zone."""
    known = [each for each in times if each is not None]
    one_zone = len({each[-6:] for each in known}) == 1
    return known if len(known) == len(times) and one_zone else None
