"""Heads of quotations in the manner of western boards: who is quoted, and where the head begins."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from db.importing.drafts import QuoteDraft
    from db.importing.markup.body import Body

_WROTE = (
    "wrote|said|writes|hat geschrieben|schrieb|hat gesagt\\.?|a écrit|a dit|escribió|ha scritto|"
    "ha detto|escreveu|schreef|napisał(?:\\(?a\\)?)?|писал\\(?а?\\)?|написал\\(?а?\\)?|skrev|"
    "kirjoitti|写道|寫道|说|說"
)
_BEHIND = re.compile(rf"^\s*(?P<name>\S.{{0,119}}?)\s*(?:{_WROTE})\s*[:：]?\s*(?:↑)?\s*$", re.I)
_BEFORE = re.compile(
    r"^\s*(?:quote|zitat|citation|cita|citaat|citat|引用)?\s*(?:originally posted by|quote from|"
    r"zitat von|citation de|quoting|posted by|ursprünglich geschrieben von|envoyé par)\s*[:：]?\s*"
    r"(?P<name>\S.{0,119}?)(?:\s+(?:on|am|le)\s+(?P<time>\S.{5,60}?))?\s*[:：]?\s*$",
    re.I,
)
_LABEL = re.compile(r"\s*(?:quote|zitat|citation|cita|citaat|citat|цитата|引用)\s?[:：]\s*", re.I)
_LONGEST = 240


def writer_of(head: str) -> tuple[str | None, str | None]:
    """Return whom the head of a quotation names, and the words of the time it gives."""
    plain = " ".join(head.split())
    if not plain or len(plain) > _LONGEST:
        return None, None
    match = _BEFORE.match(plain)
    if match is not None:
        return match["name"], match["time"]
    match = _BEHIND.match(plain)
    return (match["name"], None) if match is not None else (None, None)


def with_heads(body: Body) -> Body:
    """Let quotations begin at the line before them where that line is their head.

    Some boards set the head beside the quotation, not in it.
    """
    return replace(body, quotes=tuple(_with_head(body.text, quote) for quote in body.quotes))


def _with_head(text: str, quote: QuoteDraft) -> QuoteDraft:
    if quote.author and quote.author in text[quote.start : quote.words_start]:
        return quote
    end = quote.start
    while end > 0 and text[end - 1] in "\n ":
        end -= 1
    # the head is one short line; looking further would cost time for every quotation
    start = text.rfind("\n", max(0, end - _LONGEST), end) + 1
    if start == 0 and end > _LONGEST:
        return quote
    line = text[start:end]
    heads = quote.author in line if quote.author else _LABEL.fullmatch(line) is not None
    return replace(quote, start=start) if heads else quote
