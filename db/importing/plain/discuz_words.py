"""The words of one floor of a copied Discuz! page, and what the page prints among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.importing.drafts import AsideKind
from db.importing.plain.discuz_marks import (
    ATTACHED_LINES,
    answered_floor,
    attachment,
    edited,
    editor,
    fold,
    header,
    is_frame,
    sent,
)
from db.importing.plain.marks import blank, figure_mark
from db.importing.plain.post_lines import PostLines, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.markup.body import Body

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".avif")
_MOST_RATINGS = 400


@dataclass(frozen=True, slots=True)
class Words:
    """What a floor says.

    Attributes:
        body: its words and what stands with them.
        edited: the page's note of a later change.
        editor: who made it.
        answers: the number of the floor that it says it answers.
    """

    body: Body
    edited: str | None
    editor: str | None
    answers: str | None


def words_of(lines: Sequence[str], start: int, stop: int, points: str) -> Words:
    """Read the lines ``start`` to ``stop``.

    Args:
        lines: all lines of the page.
        start: the first line of the floor's words.
        stop: the line behind its last.
        points: what stands below the writer's name.
    """
    sheet = PostLines()
    note: str | None = None
    by: str | None = None
    answers: str | None = None
    while start < stop and (blank(lines[start]) or is_frame(lines[start])):
        start += 1
    while stop > start and (blank(lines[stop - 1]) or is_frame(lines[stop - 1])):
        stop -= 1
    at = start
    while at < stop:
        line = lines[at]
        if edited(line) is not None:
            note, by = line.strip(), editor(line)
            sheet.aside(AsideKind.EDITED, line)
            at += 1
        elif (end := _block(lines, at, stop)) is not None:
            kind = AsideKind.RATING if fold(line) == "评分" else AsideKind.NOTICE
            sheet.aside(kind, joined(lines[at:end]))
            at = end
        elif (attached := attachment(line)) is not None:
            at = _attached(sheet, lines, at, stop, *attached)
        elif (mark := figure_mark(line)) is not None and mark.kind == "file":
            sheet.figure(src=mark.src)
            at += 1
        else:
            if answers is None and at - start < 6:
                answers = answered_floor(line)
            sheet.write(line)
            at += 1
    sheet.aside(AsideKind.NOTICE, points)
    return Words(sheet.body(), note, by, answers)


def _block(lines: Sequence[str], at: int, stop: int) -> int | None:
    """Return where a list of ratings or of short comments that begins here ends."""
    kind = fold(lines[at]) if len(lines[at]) <= 20 else ""
    if kind not in ("评分", "点评"):
        return None
    below = _next(lines, at + 1, stop)
    if kind == "点评":
        return _comments(lines, below, stop)
    if below >= stop or not fold(lines[below]).startswith("参与人数"):
        return None
    for end in range(below, min(stop, below + _MOST_RATINGS)):
        if fold(lines[end]) == "查看全部评分":
            return end + 1
    end = below + 1
    while end < stop and not blank(lines[end]):
        end += 1
    return end


def _comments(lines: Sequence[str], at: int, stop: int) -> int | None:
    """Return where short comments end: each is a name and, with a time behind it, its words."""
    end: int | None = None
    while at < stop:
        said = next(
            (
                near
                for near in range(at, min(at + 3, stop))
                if header(lines[near], near) or _said(lines[near])
            ),
            None,
        )
        if said is None:
            break
        end = said + 1
        at = _next(lines, end, stop)
    return end


def _said(line: str) -> bool:
    """Whether a line ends with the time it was written at."""
    if "表于" not in line and "表於" not in line:
        return False
    cut = max(line.rfind("发表于"), line.rfind("發表於"))
    return cut >= 0 and header(line[cut:] + " |", 0) is not None


def _next(lines: Sequence[str], at: int, stop: int) -> int:
    while at < stop and blank(lines[at]):
        at += 1
    return at


def _attached(
    sheet: PostLines, lines: Sequence[str], at: int, stop: int, name: str, size: str
) -> int:
    """Read an attachment, which may take five lines, and return where the words go on."""
    said = [f"{name} {size}"]
    at += 1
    while True:
        below = _next(lines, at, min(stop, at + 3))
        if below >= stop or blank(lines[below]):
            break
        if sent(lines[below]):
            said.append(lines[below].strip())
        elif fold(lines[below]) not in ATTACHED_LINES:
            break
        at = below + 1
    if name.lower().endswith(_PICTURES):
        sheet.figure(src=name, caption="\n".join(said))
    else:
        sheet.aside(AsideKind.ATTACHMENT, "\n".join(said))
    return at
