"""Texts of unknown make whose floors bear numbers: a guess, and the thread says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import PostDraft, ThreadDraft
from db.importing.moments import moment
from db.importing.page import Medium
from db.importing.plain.article import read_article
from db.importing.plain.marks import blank, figure_mark
from db.importing.plain.numbered import find_numbered
from db.importing.plain.post_lines import PostLines
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.page import Page
    from db.importing.plain.numbered import Numbered

_LONGEST_TITLE = 200


def claims(page: Page) -> Score:
    """Judge whether numbers run through a text as floors do; never surer than any other reader."""
    floors = find_numbered(page.sample)
    if not floors:
        return NOT_MINE
    stops = [*(floor.start for floor in floors[1:]), len(page.sample)][: len(floors)]
    silent = sum(
        1
        for floor, stop in zip(floors, stops, strict=True)
        if all(blank(page.sample[at]) for at in range(floor.words, stop))
    )
    if silent * 2 > len(floors):
        return Score(0.1, ("numbered lines without words between them",), a_list=True)
    return Score(0.5, (f"{len(floors)} numbers that run on, with names or times",))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read what stands between the numbers as floors, and what stands above as the article."""
    lines = page.lines
    floors = find_numbered(lines)
    first = floors[0].start if floors else len(lines)
    title = next((at for at in range(first) if not blank(lines[at])), None)
    if title is not None and len(lines[title].strip()) > _LONGEST_TITLE:
        title = None
    stops = [*(floor.start for floor in floors[1:]), len(lines)][: len(floors)]
    draft = ThreadDraft(
        title=lines[title].strip() if title is not None else "",
        blocks=tuple(read_article(lines, 0 if title is None else title + 1, first)),
        posts=tuple(
            _post(lines, floor, stop, page.origin.captured_at)
            for floor, stop in zip(floors, stops, strict=True)
        ),
        findings=(
            finding(
                "guessed-structure",
                Severity.WARNING,
                "No reader knows this text; its floors were guessed from numbers that run through "
                "it.",
                f"line {first + 1}",
            ),
        ),
    )
    return (draft,)


def _post(lines: Sequence[str], floor: Numbered, stop: int, captured: str | None) -> PostDraft:
    sheet = PostLines()
    for at in range(floor.words, stop):
        mark = figure_mark(lines[at])
        if mark is not None and mark.kind == "file":
            sheet.figure(src=mark.src)
        else:
            sheet.write(lines[at])
    body = sheet.body()
    return PostDraft(
        text=body.text,
        author=floor.author,
        floor=floor.label,
        time=moment(floor.time, None, captured) if floor.time is not None else None,
        line=floor.line + 1,
        figures=body.figures,
    )


FORMAT = Format(
    name="generic-text",
    version="1",
    medium=Medium.TEXT,
    title="Text of unknown make with numbered floors (guessed)",
    keys=("N楼 / #N / N#", "numbers that run on", "names or times beside them"),
    proven=False,
    claims=claims,
    read=read,
    guesses=True,
)
