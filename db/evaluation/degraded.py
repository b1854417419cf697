"""Real quotes, written as pages write them that keep less: five styles, and mail as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.evaluation.flat import ABSENT, TOPIC, Flat, Shown, flat, numbers, quoted_floor, wall
from db.evaluation.labelled import NOBODY
from db.replies.floors import Floor

if TYPE_CHECKING:
    from db.evaluation.labelled import LabelledPost, LabelledThread, Segment

STYLES = ("full", "notime", "run", "textonly", "delimonly")
MAIL = "mail"
QUOTING = "quotes its parent"
OTHER = "quotes another or nobody"
_RULER = "--------------------\n"


def degraded(source: LabelledThread, style: str) -> Flat:
    """A thread with its quotes where they stand, written in ``style``.

    *full* author, time and text · *notime* author and text in brackets · *run* author, time and
    text on one line that nothing closes · *textonly* text in brackets · *delimonly* text and a
    ruler.  Only *full* leaves times on the floors.
    """
    number = numbers(source)
    times: dict[int | None, str | None] = {post.number: post.time for post in source.posts}
    floors: list[Floor] = []
    parents: list[int | None] = []
    styles: list[str] = []
    shown: list[Shown] = []
    for index, post in enumerate(source.posts):
        text, places = _written(post, style, times)
        posted_at = wall(post.time) if style == "full" else None
        floors.append(Floor(text, post.author, str(post.number), posted_at))
        targets = [quoted_floor(quote, number) for quote in post.quotes]
        shown += [
            Shown(index, start, end, target)
            for (start, end), target in zip(places, targets, strict=True)
            if start < end
        ]
        parent = _parent(post, number)
        if parent is not None and post.quotes and not post.quotes[0].text.strip():
            parent = None  # what it answers could not be shown
        parents.append(parent)
        styles.append(QUOTING if parent is not None and parent in targets else OTHER)
    return flat(source, style, floors, parents, styles, shown)


def as_it_stands(source: LabelledThread) -> Flat:
    """A mailing list: what is quoted stands inside of the texts already."""
    number = numbers(source)
    floors = [
        Floor("\n".join(each.text for each in post.segments), post.author, str(post.number))
        for post in source.posts
    ]
    parents = [_parent(post, number) for post in source.posts]
    return flat(source, MAIL, floors, parents, [MAIL] * len(floors), [])


def _parent(post: LabelledPost, number: dict[int, int]) -> int | None:
    if post.parent is None:
        return None
    return TOPIC if post.parent == NOBODY else number.get(post.parent, ABSENT)


def _written(
    post: LabelledPost, style: str, times: dict[int | None, str | None]
) -> tuple[str, list[tuple[int, int]]]:
    """The text of a floor, and where the words of each of its quotes stand in it."""
    joint = "" if style == "run" else "\n"
    text = ""
    places: list[tuple[int, int]] = []
    for number, each in enumerate(post.segments):
        if number:
            text += joint
        if each.quoted:
            head, words, tail = _framed(each, style, each.time or times.get(each.source))
            places.append((len(text) + len(head), len(text) + len(head) + len(words)))
            text += head + words + tail
        else:
            text += each.text
    if style != "run" or not places:
        return text, places
    return _one_line(text), [
        (_column(text, start), len(_one_line(text[:end]))) for start, end in places
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _column(text: str, at: int) -> int:
    """Where what begins at ``at`` begins once the text is on one line."""
    before = text[:at]
    return len(_one_line(before)) + (before[-1:].isspace() and bool(before.strip()))


def _framed(quote: Segment, style: str, time: str | None) -> tuple[str, str, str]:
    """What stands before the words of a quote, the words, and what stands after them.

    A head that lacks what its style prints is written as one that prints less.
    """
    text, author = quote.text, quote.author
    if style == "delimonly":
        return "", text, f"\n{_RULER}"
    if style == "textonly" or not author:
        return "[quote]", text, "[/quote]\n"
    if style == "notime" or not time:
        return f"[quote={author}]", text, "[/quote]\n"
    if style == "run":
        return f"{author} 发表于 {time} ", _one_line(text), " "
    return f"引用 {author} 发表于 {time}\n", text, f"\n{_RULER}"
