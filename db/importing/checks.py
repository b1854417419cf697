"""Checks of a thread that was read, whatever its format: what a keeper of it should know.

Each gives ``Finding`` values, never an exception: a thread with odd floors is still a thread.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from db.labels import numbered
from db.records import Finding, Severity, finding
from db.text import HIDDEN_MARK, has_hidden, visible
from db.threads.gaps import gaps_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.importing.drafts import PostDraft, ThreadDraft

_MOST_SHOWN = 8


def check(draft: ThreadDraft) -> list[Finding]:
    """Check a thread whose posts stand in the order of the file."""
    floors = [post for post in draft.posts if not post.opening]
    return [
        *([] if _is_part(draft) else _count(draft.claimed_posts, len(floors))),
        *_labels(floors),
        *_empty(floors),
        *_hidden_names(draft),
        *_hidden_words(draft),
    ]


def _is_part(draft: ThreadDraft) -> bool:
    """Whether it is known already that pages of the thread are missing."""
    return any(each.code == "pages-missing" for each in draft.findings)


def _count(claimed: int | None, found: int) -> list[Finding]:
    if claimed is None or claimed == found:
        return []
    return [
        finding(
            "claimed-count-differs",
            Severity.WARNING,
            "The page says {claimed} replies; {found} are in this capture.",
            claimed=claimed,
            found=found,
        )
    ]


def _labels(floors: Sequence[PostDraft]) -> list[Finding]:
    """Check the numbers of the floors: repeated, out of order, missing."""
    findings: list[Finding] = []
    labels = [post.floor for post in floors if post.floor is not None]
    repeated = [label for label, count in Counter(labels).items() if count > 1]
    if repeated:
        findings.append(
            finding(
                "floors-repeated",
                Severity.WARNING,
                "Numbers of floors that stand more than once: {count} in all, {floors}. Each floor "
                "is kept.",
                _place(floors, repeated[0], last=True),
                count=len(repeated),
                floors=_some(repeated),
            )
        )
    known = [(label, number) for label in labels if (number := numbered(label)) is not None]
    numbers = [number for _, number in known]
    back = [at for at, (one, two) in enumerate(pairwise(numbers), 1) if two < one]
    if back:
        findings.append(
            finding(
                "floors-out-of-order",
                Severity.WARNING,
                "Floors that stand behind a higher number: {count} in all, the first is {floor}.",
                _place(floors, known[back[0]][0]),
                count=len(back),
                floor=known[back[0]][0],
            )
        )
    findings += _gaps(floors)
    return findings


def _gaps(floors: Sequence[PostDraft]) -> list[Finding]:
    """Name what is missing between floors as the thread shows it; before the first, pages tell."""
    hung = {place for place, post in enumerate(floors) if post.parent is not None}
    found = gaps_of([post.floor for post in floors], hung=hung)
    gaps = [(gap.first, gap.last) for gap in found if gap.first > 1]
    if not gaps:
        return []
    shown = [str(one) if one == two else f"{one}–{two}" for one, two in gaps]
    return [
        finding(
            "floors-missing",
            Severity.INFO,
            "Numbers of floors that are not in this capture: {count} in all, {floors}.",
            count=sum(two - one + 1 for one, two in gaps),
            floors=_some(shown),
        )
    ]


def _empty(floors: Sequence[PostDraft]) -> list[Finding]:
    empty = [post for post in floors if not post.text]
    if not empty:
        return []
    return [
        finding(
            "floors-without-text",
            Severity.INFO,
            "Floors without text, perhaps of images alone: {count} in all, {floors}.",
            f"line {empty[0].line}",
            count=len(empty),
            floors=_some([post.floor or "?" for post in empty]),
        )
    ]


def _hidden_names(draft: ThreadDraft) -> list[Finding]:
    names: Iterable[str | None] = (
        draft.title,
        draft.board,
        draft.poster,
        draft.source,
        draft.article_author,
        *(post.author for post in draft.posts),
    )
    bad = list(dict.fromkeys(name for name in names if name and has_hidden(name)))
    if not bad:
        return []
    return [
        finding(
            "deceiving-characters",
            Severity.WARNING,
            "Names or titles hold characters that cannot be seen or turn the direction of "
            "writing: {count} in all, {names}. They are shown as marks.",
            count=len(bad),
            names=_some([visible(name) for name in bad]),
        )
    ]


def _hidden_words(draft: ThreadDraft) -> list[Finding]:
    texts = [(block.line, block.text) for block in draft.blocks]
    texts += [(post.line + 1, post.text) for post in draft.posts]
    # asked at once, since hardly any page holds one
    if not has_hidden("\n".join(text for _, text in texts)):
        return []
    count = 0
    first = 0
    for line, text in texts:
        if not has_hidden(text):
            continue
        shown = visible(text)
        at = next(at for at, sign in enumerate(shown) if sign != text[at])
        first = first or line + text.count("\n", 0, at)
        count += shown.count(HIDDEN_MARK) - text.count(HIDDEN_MARK)
    return [
        finding(
            "deceiving-characters",
            Severity.WARNING,
            "The text holds characters that cannot be seen or turn the direction of writing: "
            "{count} in all. They are shown as marks.",
            f"line {first}",
            count=count,
        )
    ]


def _place(floors: Sequence[PostDraft], label: str, *, last: bool = False) -> str:
    lines = [post.line for post in floors if post.floor == label]
    return f"line {lines[-1 if last else 0]}"


def _some(words: Sequence[str]) -> str:
    shown = ", ".join(words[:_MOST_SHOWN])
    return f"{shown}, …" if len(words) > _MOST_SHOWN else shown
