"""Pages of one thread that were saved as files of their own, whichever comes first.

Two captures that share no post but the opening one are pages of a thread, or one of them lost what
the other has.  They are put into one order by the numbers of the site or by their times.
"""

from __future__ import annotations

from heapq import merge
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.importing.drafts import ThreadDraft
    from db.importing.recapture import Merged

T = TypeVar("T", int, str)


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
    numbers = (
        _ascending(_numbers([post.site_id for post in known])),
        _ascending(_numbers([post.site_id for post in drafts])),
    )
    if numbers[0] is not None and numbers[1] is not None:
        return _sorted(zip(numbers[0], old, strict=True), zip(numbers[1], new, strict=True))
    times = (
        _ascending(_times([post.posted_at for post in known])),
        _ascending(_times([post.time.iso if post.time else None for post in drafts])),
    )
    if times[0] is not None and times[1] is not None:
        return _sorted(zip(times[0], old, strict=True), zip(times[1], new, strict=True))
    return None


def _sorted(*sides: Iterable[tuple[T, Merged]]) -> list[Merged]:
    return [each for _, each in merge(*sides, key=lambda pair: pair[0])]


def _ascending(keys: list[T] | None) -> list[T] | None:
    """Return keys that tell the order the posts stand in anyway."""
    if keys is None or any(one > two for one, two in pairwise(keys)):
        return None
    return keys


def _numbers(ids: Sequence[str | None]) -> list[int] | None:
    """Return ids as numbers; ``None`` unless all are numbers."""
    numbers = [
        int(each) for each in ids if each is not None and each.isdecimal() and len(each) < 19
    ]
    return numbers if len(numbers) == len(ids) else None


def _times(times: Sequence[str | None]) -> list[str] | None:
    """Return times that can be compared as words; ``None`` unless all are known, in one zone."""
    known = [each for each in times if each is not None]
    one_zone = len({each[-6:] for each in known}) == 1
    return known if len(known) == len(times) and one_zone else None
