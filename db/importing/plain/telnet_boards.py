"""What articles of telnet boards share: paragraphs of hard-wrapped lines, quoted lines, signatures.

Source of the marks: articles of PTT and of boards of the Firebird family, as seen in captures.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from db.importing.drafts import BlockDraft
from db.importing.plain.marks import blank
from db.records import BlockType

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUOTE_HEAD = re.compile(
    r"\s{0,4}(?:※ ?引述《\s?(?P<ptt>[^》\n]{1,80})》之[銘铭]言[:：]?"
    r"|【 ?在 ?(?P<bbs>[^】\n]{1,80}?) ?的(?:大作|文章|来信|來信)中提到[:：]? ?】.{0,20})\s{0,4}"
)
_QUOTED = re.compile(r"\s?[:>]\s?")
_LONGEST_HEAD = 160
_FULL_LINE = 70
"""Columns from which a line was wrapped, of about 78."""
_REPLY = re.compile(r"(?:re|回复|回覆)\s?[:：]\s?", re.IGNORECASE)
_CODE = re.compile(r"\x1b\[[0-9;?=]{0,40}[A-Za-z]")


def without_codes(lines: Sequence[str]) -> Sequence[str]:
    """Return lines without the codes by which a terminal changes colours (ECMA-48, §5.4)."""
    if not any("\x1b" in line for line in lines):
        return lines
    return tuple(_CODE.sub("", line) if "\x1b" in line else line for line in lines)


def is_quoted(line: str) -> bool:
    """Whether a line bears the mark of a quotation."""
    return _QUOTED.match(line) is not None


def quote_head(line: str) -> re.Match[str] | None:
    """Recognise the line above a quotation that names whom it quotes."""
    return _QUOTE_HEAD.fullmatch(line) if len(line) <= _LONGEST_HEAD else None


def wraps_on(lines: Sequence[str], at: int) -> bool:
    """Whether a line without a mark is the rest of the quoted line above, which was full."""
    above = lines[at - 1]
    if blank(lines[at]) or quote_head(lines[at]) is not None or quote_head(above) is not None:
        return False
    return _columns(above) >= _FULL_LINE


def _columns(line: str) -> int:
    """Return how many columns a line takes on a terminal; of a long one as many as matter."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in line[:120])


def is_answer(title: str) -> bool:
    """Tell whether a title says that the article answers another."""
    return _REPLY.match(title) is not None


def without_re(title: str) -> str:
    """Return a title without ``Re:`` before it."""
    return _REPLY.sub("", title, count=1)


def station_lines(lines: Sequence[str], start: int, stop: int) -> list[int]:
    """Return the lines below an article that begin with ``※`` and head no quotation."""
    return [
        at
        for at in range(start, stop)
        if lines[at].lstrip().startswith("※") and quote_head(lines[at]) is None
    ]


def quoted_author(match: re.Match[str]) -> str:
    """Return whom the head of a quotation names, without the nickname behind the name."""
    named = (match.groupdict().get("ptt") or match.groupdict().get("bbs") or "").strip()
    return named.partition(" (")[0].strip() or named


def paragraphs(lines: Sequence[str], start: int, stop: int) -> list[BlockDraft]:
    """Turn the lines ``start`` to ``stop`` into blocks: what stands between blank lines is one.

    Quoted lines, with the line that names whom they quote, are blocks of their own.
    """
    blocks: list[BlockDraft] = []
    held: list[str] = []
    first = start
    quoting = False

    def close() -> None:
        if held:
            kind = BlockType.QUOTE if quoting else BlockType.PARAGRAPH
            blocks.append(BlockDraft(kind, "\n".join(held), first + 1))
            held.clear()

    for at in range(start, stop):
        line = lines[at]
        if blank(line):
            close()
            continue
        head = quote_head(line) is not None
        now = head or is_quoted(line)
        if head or now is not quoting:
            close()
        if not held:
            first = at
            quoting = now
        held.append(line)
    close()
    return blocks
