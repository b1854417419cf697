"""The head of a copied page: title, board, poster, times and counts, before the article.

The line of the latest reply is the anchor: above it stand title, board and poster, below it counts
and source, in lines that nothing else marks.  A line that fits nowhere is kept in a finding.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from db.importing.drafts import TimeDraft
from db.importing.plain.floors import is_avatar
from db.importing.plain.marks import (
    Mark,
    blank,
    ends_with_stop,
    figure_mark,
    floor_label,
    head_mark,
    is_prose,
)
from db.records import Finding, Severity, finding
from db.times import parse_time, zone_printed

if TYPE_CHECKING:
    from collections.abc import Sequence

_WINDOW = 24
_HEAD_LINES = 16
_LONGEST_TITLE = 150
_LONGEST_LABEL = 60
_LONGEST_SOURCE = 40
_ANCHORS = ("latest", "back", "views", "replies")
# a dot with no spaces around it divides the parts of a foreign name
_NAVIGATION = ("|", "｜", "›", "»", ">", " · ", "\u00a0·\u00a0")
_BARS = frozenset(("首页", "首頁", "登录", "登錄", "注册", "註冊", "导航", "導航", "看帖"))


@dataclass(slots=True)
class Head:
    """What the head of a page says; ``end`` is the first line after it, ``spare`` lines before.

    ``spare`` are lines above the anchor that are too long for a head: text of the article.
    """

    title: str = ""
    board: str | None = None
    poster: str | None = None
    source: str | None = None
    timezone: str | None = None
    latest: TimeDraft | None = None
    published: TimeDraft | None = None
    views: int | None = None
    claimed: int | None = None
    end: int = 0
    spare: list[int] = field(default_factory=list[int])
    findings: list[Finding] = field(default_factory=list[Finding])


def read_head(lines: Sequence[str], stop: int) -> Head:
    """Read the head among the lines before ``stop``, where the first floor begins."""
    return _Reading(lines, stop).read()


def anchor(lines: Sequence[str], stop: int) -> int | None:
    """Return the line of the latest reply, else the first other mark of a head; ``None`` if none.

    Only the first lines that are not blank are looked at.
    """
    first: int | None = None
    seen = 0
    for at in range(stop):
        if blank(lines[at]):
            continue
        seen += 1
        if seen > _WINDOW:
            break
        mark = head_mark(lines[at])
        if mark is not None and mark.kind == "latest":
            return at
        if mark is not None and mark.kind in _ANCHORS and first is None:
            first = at
    return first


def find_repeats(lines: Sequence[str], start: int, title: str) -> list[int]:
    """Return where below ``start`` the title begins a head again: pages pasted together."""
    if not title:
        return []
    return [
        at
        for at in range(start, len(lines))
        if title in lines[at] and lines[at].strip() == title and _is_head_below(lines, at)
    ]


def _is_head_below(lines: Sequence[str], at: int) -> bool:
    kinds: set[str] = set()
    for line in lines[at + 1 : at + _HEAD_LINES]:
        if floor_label(line) is not None:
            break
        mark = head_mark(line)
        if mark is not None:
            kinds.add(mark.kind)
    return "latest" in kinds and len(kinds) > 1


class _Reading:
    """One pass over the lines of a head."""

    def __init__(self, lines: Sequence[str], stop: int) -> None:
        self._lines = lines
        self._stop = stop
        self._head = Head()
        self._seen: set[str] = set()

    def read(self) -> Head:
        at = anchor(self._lines, self._stop)
        if at is None:
            self._headless()
        else:
            self._above(at)
            self._below(at)
        if not self._head.title:
            self._head.findings.append(
                finding("title-missing", Severity.WARNING, "No title stands above the thread.")
            )
        self._tell_times()
        return self._head

    def _tell_times(self) -> None:
        """Read the times in the zone that one of them names: it is the zone of the page."""
        head = self._head
        for time in (head.published, head.latest):
            head.timezone = (zone_printed(time.text) if time is not None else None) or head.timezone
        if head.latest is not None:
            head.latest = self._dated(head.latest.text)
        if head.published is not None:
            head.published = self._dated(head.published.text)

    def _dated(self, text: str) -> TimeDraft:
        moment = parse_time(text, self._head.timezone)
        if moment is None:
            self._head.findings.append(
                finding(
                    "time-uncertain",
                    Severity.INFO,
                    "A time is kept as it was printed, because its zone or date is not certain: "
                    "“{text}”",
                    text=text,
                )
            )
        return TimeDraft(text, moment)

    def _headless(self) -> None:
        """Without any mark only a first short line can be the title."""
        at = next((at for at in range(self._stop) if not blank(self._lines[at])), None)
        if (
            at is not None
            and len(self._lines[at]) <= 2 * _LONGEST_LABEL
            and _is_title(self._lines[at])
        ):
            self._head.title = self._lines[at].strip()
            self._head.end = at + 1
        self._head.findings.append(
            finding(
                "head-missing",
                Severity.WARNING,
                "The head of the page is missing: board, poster, latest reply and counts are not "
                "known.",
            )
        )

    def _above(self, stop: int) -> None:
        """Read title, board and poster, and what is marked among them."""
        rest: list[int] = []
        for at in range(stop):
            line = self._lines[at]
            if blank(line):
                continue
            mark = head_mark(line)
            if mark is not None:
                self._take(mark, at)
            elif len(line) > _LONGEST_TITLE or (self._head.spare and is_prose(line)):
                self._head.spare.append(at)
            else:
                rest.append(at)
        titles = [at for at in rest if _is_title(self._lines[at])]
        if not titles:
            self._unread(rest)
            return
        title = titles[0]
        self._head.title = self._lines[title].strip()
        self._unread([at for at in rest if at < title])
        self._board_and_poster([at for at in rest if at > title])

    def _board_and_poster(self, rest: list[int]) -> None:
        """Give the two lines nearest to the anchor their meaning; a single one is the poster."""
        # a letter drawn for a missing picture of the poster is no text
        if len(rest) > 1 and self._head.poster is None:
            letter, name = self._lines[rest[-2]], self._lines[rest[-1]].strip()
            if len(letter.strip()) <= 2 and self._is_label(rest[-1]) and is_avatar(letter, name):
                rest = [*rest[:-2], rest[-1]]
        wanted = [name for name in ("poster", "board") if getattr(self._head, name) is None]
        labels = [at for at in rest if self._is_label(at)]
        for name, at in zip(wanted, reversed(labels), strict=False):
            setattr(self._head, name, self._lines[at].strip())
        used = labels[-len(wanted) :] if wanted else []
        self._unread([at for at in rest if at not in used])
        if len(wanted) == 2 and len(labels) == 1:
            self._head.findings.append(
                finding(
                    "head-uncertain",
                    Severity.INFO,
                    "One line stands where board and poster are expected; it is taken for the "
                    "poster.",
                    f"line {labels[0] + 1}",
                )
            )

    def _is_label(self, at: int) -> bool:
        line = self._lines[at].strip()
        return len(line) <= _LONGEST_LABEL and "。" not in line

    def _below(self, at: int) -> None:
        """Read marks and the source below the anchor, up to the first line that is neither."""
        end = at
        while at < self._stop:
            if blank(self._lines[at]):
                at += 1
                if at - end > 2:
                    break
                continue
            mark = head_mark(self._lines[at])
            if mark is not None and not self._is_talk(mark):
                self._take(mark, at)
            elif at == end and self._is_source(at):
                self._head.source = self._lines[at].strip()
            else:
                break
            at += 1
            end = at
        self._head.end = end

    def _is_talk(self, mark: Mark) -> bool:
        """Whether a labelled field stands here a second time: then the article has begun."""
        return mark.kind not in _ANCHORS and getattr(self._head, mark.kind) is not None

    def _is_source(self, at: int) -> bool:
        """Whether an unmarked line directly below the counts is the source."""
        line = self._lines[at]
        if self._head.source is not None or not self._seen & {"views", "replies", "back"}:
            return False
        if len(line.strip()) > _LONGEST_SOURCE or ends_with_stop(line):
            return False
        if figure_mark(line) is not None or floor_label(line) is not None:
            return False
        following = self._lines[at + 1] if at + 1 < self._stop else ""
        return blank(following) or is_prose(following) or head_mark(following) is not None

    def _take(self, mark: Mark, at: int) -> None:
        """Put a marked line where it belongs; what comes twice or cannot be read is kept."""
        first = mark.kind not in self._seen
        self._seen.add(mark.kind)
        if mark.kind == "back":
            if not first:
                self._unread([at])
            return
        if not first or not self._fill(mark):
            self._unread([at])

    def _fill(self, mark: Mark) -> bool:
        head = self._head
        if mark.kind in ("latest", "published"):
            setattr(head, mark.kind, TimeDraft(mark.value))
        elif mark.kind in ("views", "replies"):
            if mark.number is None:
                return False
            setattr(head, "views" if mark.kind == "views" else "claimed", mark.number)
        else:
            setattr(head, mark.kind, mark.value)
        return True

    def _unread(self, places: Sequence[int]) -> None:
        for at in places:
            self._head.findings.append(
                finding(
                    "line-not-understood",
                    Severity.INFO,
                    "A line of the head was not understood and is kept here: “{text}”",
                    f"line {at + 1}",
                    text=self._lines[at].strip(),
                )
            )


def _is_title(line: str) -> bool:
    """Whether a line can be a title: no row of links, no remains of an image or a floor."""
    return not _is_navigation(line) and floor_label(line) is None and figure_mark(line) is None


def _is_navigation(line: str) -> bool:
    """Whether a line is a row of links at the top of a page rather than a title."""
    text = line.strip()
    if "<" in text:  # what looks like markup was written, not linked
        return False
    return text in _BARS or sum(text.count(sign) for sign in _NAVIGATION) >= 2
