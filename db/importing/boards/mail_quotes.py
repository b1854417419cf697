"""What a plain text of mail marks: lines quoted with ``>``, who wrote them, and the signature.

Quoted lines and the line above them that names their writer stay in the text.  What stands behind
a line of ``-- `` is no word of the writer's (RFC 3676, 4.3) and neither is the foot that mailing
lists add.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from db.importing.drafts import AsideDraft, AsideKind, QuoteDraft, TimeDraft
from db.importing.markup.body import Body
from db.importing.moments import moment

_MOST_LEVELS = 8
_LONGEST_HEAD = 400
_HEAD_LINES = 3
_LONGEST_SIGNATURE = 60
_LONGEST_FOOT = 12
# some set the letters of the quoted before it
_MARK = re.compile(r"[ ]?(?:[A-Z]{1,4})?(?:>[ ]?){1,60}")
_WROTE = re.compile(
    r"(?:wrote|writes|said|schrieb|a écrit|escribió|ha scritto|написал|写道|寫道)\s?[:：]$",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:On|Am|Le|El|Il)\s(?P<time>[^<>\n]{6,80}(?:\d|[AP]\.?M\.?)(?:\s\([A-Z]{2,5}\))?),?\s"
    r"(?:schrieb\s)?(?P<name>[^\d<>:\n][^<>:\n]{0,79}?)(?:\s?[<(][^<>()\n]{0,120}[>)])?"
    r"(?:\s(?:wrote|writes|said|a écrit|escribió|ha scritto))?\s?:",
    re.IGNORECASE,
)
_AT = re.compile(
    r"(?:在|于|於)?\s?(?P<time>\d{4}[^,，<>\n]{4,60})[,，]\s?(?P<name>[^,，<>\n]{1,60}?)"
    r"(?:\s?[<(（][^<>()\n]{0,120}[>)）])?\s?(?:写道|寫道)\s?[:：]"
)
_NAME_FIRST = re.compile(
    r"(?P<name>[^<>\n:：,，]{1,60}?)(?:\s?[<(][^<>()\n]{0,120}[>)])?\s(?:wrote|writes)\s?:",
    re.IGNORECASE,
)
_FORWARDED = re.compile(
    r"[ ]?-{2,12}\s?(?:Original Message|Forwarded message|原始邮件|原始郵件|转发的?邮件|"
    r"轉寄的?郵件|Ursprüngliche Nachricht|Weitergeleitete Nachricht)\s?-{2,12}\s*",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\s?(?P<field>From|Von|De|发件人|寄件者|寄件人|Sent|Date|Datum|发送时间|日期|寄件日期|To|An|Cc|"
    r"收件人|收件者|抄送|Subject|Betreff|主题|主旨)\s?[:：]\s?(?P<value>.{0,200})",
    re.IGNORECASE,
)
_SENDER = frozenset(("from", "von", "de", "发件人", "寄件者", "寄件人"))
_NEXT_PART = "\n-------------- next part --------------\n"
"""Above what the archives of mailing lists say of parts that they took out."""

_FOOT = re.compile(r"_{30,}\s*")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    level: int


def read_plain(text: str) -> Body:
    """Return a plain text of mail with its quotations; signature and foot stand apart."""
    text = text.strip("\n").rstrip()
    first = len(text) - len(text.lstrip("\n"))
    text, _, scrubbed = text[first:].partition(_NEXT_PART)
    text, foot = _without_foot(text.rstrip())
    text, signature = _without_signature(text)
    asides = [
        AsideDraft(kind, words)
        for kind, words in (
            (AsideKind.SIGNATURE, signature),
            (AsideKind.NOTICE, foot),
            (AsideKind.ATTACHMENT, scrubbed.strip()),
        )
        if words
    ]
    return Body(text, quotes=tuple(_quotes(text)), asides=tuple(asides))


def is_foot(text: str) -> bool:
    """Tell whether a part of a mail is the foot that a mailing list adds."""
    lines = text.strip().split("\n")
    return len(lines) <= _LONGEST_FOOT and _FOOT.fullmatch(lines[0]) is not None


def _without_foot(text: str) -> tuple[str, str]:
    """Part the foot of a mailing list from the text above it."""
    at = text.rfind("\n____")
    foot = text[at + 1 :] if at >= 0 else ""
    return (text[:at].rstrip(), foot.strip()) if foot and is_foot(foot) else (text, "")


def _without_signature(text: str) -> tuple[str, str]:
    """Part a signature from the text, unless something quoted stands below it."""
    at = text.rfind("\n-- \n")
    if at < 0:
        return (text, "") if not text.startswith("-- \n") else ("", text[4:].strip())
    signature = text[at + 5 :]
    lines = signature.split("\n")
    if len(lines) > _LONGEST_SIGNATURE or any(_MARK.match(line) for line in lines):
        return text, ""
    return text[:at].rstrip(), signature.strip("\n")


def with_heads(body: Body) -> Body:
    """Take the lines above the quotations of a rich text that say whose they are into them."""
    if not body.quotes:
        return body
    lines = _lines(body.text)
    starts = [line.start for line in lines]
    quotes: list[QuoteDraft] = []
    for quote in body.quotes:
        at = bisect_right(starts, quote.start) - 1
        headless = quote.level == 0 and quote.author is None and starts[at] == quote.start
        quotes.append(_with_head(lines, at, quote) if headless else quote)
    return replace(body, quotes=tuple(quotes))


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    at = 0
    for words in text.split("\n"):
        lines.append(_Line(at, at + len(words), words, _level(words)))
        at += len(words) + 1
    return lines


def _quotes(text: str) -> list[QuoteDraft]:
    lines = _lines(text)
    found: list[QuoteDraft] = []
    place = 0
    while place < len(lines):
        end = place
        while end < len(lines) and lines[end].level:
            end += 1
        if end > place:
            found.append(_with_head(lines, place, _span(lines, place, end, 0)))
            found += _inner(lines, place, end)
            place = end
        elif _begins_original(lines, place):
            found.append(_original(lines, place))
            break
        else:
            place += 1
    return found


def _level(words: str) -> int:
    match = _MARK.match(words)
    return min(match[0].count(">"), _MOST_LEVELS) if match is not None else 0


def _span(lines: list[_Line], start: int, end: int, level: int) -> QuoteDraft:
    return QuoteDraft(
        lines[start].start, lines[end - 1].end, lines[start].start, lines[end - 1].end, level=level
    )


def _inner(lines: list[_Line], start: int, end: int) -> list[QuoteDraft]:
    """Find the quotations inside of one: the runs of lines with more marks."""
    found: list[QuoteDraft] = []
    begun: list[int] = []
    for place in range(start, end + 1):
        level = lines[place].level if place < end else 0
        while len(begun) + 1 > max(level, 1):
            found.append(_span(lines, begun.pop(), place, len(begun) + 1))
        while len(begun) + 1 < level:
            begun.append(place)
    return sorted(found, key=lambda quote: (quote.start, quote.level))


def _with_head(lines: list[_Line], start: int, quote: QuoteDraft) -> QuoteDraft:
    """Take the lines above a quotation that say whose it is into it."""
    low = start
    while low > 0 and start - low < 2 and not lines[low - 1].text.strip():
        low -= 1
    above = low
    words = ""
    while above > 0 and low - above < _HEAD_LINES and lines[above - 1].text.strip():
        above -= 1
        words = f"{lines[above].text.strip()} {words}".strip()
        if len(words) > _LONGEST_HEAD or lines[above].level:
            return quote
        if above == low - 1 and _WROTE.search(words) is None:
            return quote
        for pattern in (_ON, _AT):
            match = pattern.fullmatch(words)
            if match is not None:
                time = moment(match["time"])
                return _named(quote, lines[above].start, match["name"].strip(), time)
    match = _NAME_FIRST.fullmatch(words)
    if match is not None:
        return _named(quote, lines[above].start, match["name"].strip(), None)
    return replace(quote, start=lines[low - 1].start) if words else quote


def _named(quote: QuoteDraft, start: int, name: str, time: TimeDraft | None) -> QuoteDraft:
    return replace(quote, start=start, author=name.strip("\"'") or None, time=time)


def _begins_original(lines: list[_Line], place: int) -> bool:
    """Whether a whole mail follows: a ruler that says so, or its fields."""
    if _FORWARDED.fullmatch(lines[place].text):
        return True
    match = _FIELD.fullmatch(lines[place].text)
    if match is None or match["field"].lower() not in _SENDER:
        return False
    return sum(_FIELD.fullmatch(each.text) is not None for each in lines[place : place + 6]) >= 3


def _original(lines: list[_Line], place: int) -> QuoteDraft:
    """Take a mail that follows whole, down to the end."""
    author: str | None = None
    body = place + 1 if _FORWARDED.fullmatch(lines[place].text) else place
    for _ in range(8):
        match = _FIELD.fullmatch(lines[body].text) if body < len(lines) else None
        if match is None:
            break
        if match["field"].lower() in _SENDER and author is None:
            author = (
                re.split(r"<|\[mailto:", match["value"])[0].strip(" \"'") or match["value"].strip()
            )
        body += 1
    while body < len(lines) and not lines[body].text.strip():
        body += 1
    end = lines[-1].end
    start = lines[body].start if body < len(lines) else end
    return QuoteDraft(lines[place].start, end, start, end, author or None)
