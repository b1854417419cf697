"""Topics of Discourse as text: what ``/raw/ID`` gives, and archives in Markdown.

Three dialects, told apart by the heads of the posts: ``user | T UTC | #N`` between rulers, with
``[quote="user, post:N, topic:ID"]``; ``## Post #N by @user (T UTC)`` above HTML; and
``> **Post #N • user**`` with ``> Created: T`` below it.  Replies to a post are not printed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from db.importing.boards.discourse import rules, site_and_topic
from db.importing.boards.html_pieces import body as html_body
from db.importing.boards.loose_html import loose_body
from db.importing.claims import Format, Score
from db.importing.drafts import PostDraft, QuoteDraft, ThreadDraft
from db.importing.moments import moment
from db.importing.page import Medium
from db.importing.plain.front_matter import front_matter
from db.importing.plain.lines_around import lines_above
from db.importing.plain.marks import blank
from db.importing.plain.post_lines import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.drafts import TimeDraft
    from db.importing.markup.body import Body
    from db.importing.page import Page

ZONE = "UTC"
_LONGEST = 400
_RAW = re.compile(
    r"\ufeff?(?P<author>[\w.-]{1,60}) \| (?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC)?) \| "
    r"#(?P<number>\d{1,7})\s{0,4}"
)
_HEADING = re.compile(
    r"#{1,4} Post #(?P<number>\d{1,7}) by @?(?P<author>[^\s()]{1,80})"
    r"(?: \((?P<time>[^()]{8,40})\))?\s{0,4}"
)
_BOXED = re.compile(r">\s?\*\*Post #(?P<number>\d{1,7}) [•·|-] (?P<author>[^*\n]{1,80})\*\*\s{0,4}")
_BOX_LINE = re.compile(r">\s?(?P<key>[A-Z][a-z]{2,20}): (?P<value>.{1,80}?)\s{0,4}")
_HEADS = (("raw", _RAW), ("heading", _HEADING), ("boxed", _BOXED))
_RULER = re.compile(r"-{3,40}\s{0,4}")
_COMMENT = re.compile(r"\s{0,4}<!--.{0,200}-->\s{0,4}")
_TITLE = re.compile(r"# (?P<title>\S.{0,400})")
_FIELD = re.compile(r"\*\*(?P<key>[A-Za-z ]{2,30})\*\*: (?P<value>\S.{0,400})")
_TOPIC = re.compile(r"/(?:t|raw)/(?:(?P<slug>[^/\s?#]{1,200})/)?(?P<topic>\d{1,9})(?:[/?#]|$)")
_QUOTE = re.compile(
    r"\[quote(?:=(?P<head>\"[^\"\n]{0,300}\"|[^\]\n]{0,300}))?\]|(?P<end>\[/quote\])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of one post: its first line, and the one where its words begin."""

    line: int
    words: int
    number: str
    author: str
    time: TimeDraft | None
    edited: str | None
    dialect: str


def claims(page: Page) -> Score:
    """Score the heads of posts."""
    heads = _heads(page.sample)
    if not heads:
        return Score(0.0)
    reasons = (f"{len(heads)} heads of posts ({heads[0].dialect})",)
    return Score(0.95 if len(heads) > 1 else 0.75, reasons)


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a topic."""
    lines = page.lines
    heads = _heads(lines)
    first = heads[0].time if heads else None
    above = _Above(lines, heads[0].line if heads else len(lines), first)
    url = page.url or above.url
    named = _TOPIC.search(url)
    topic = above.topic or (named["topic"] if named else None)
    site, key = site_and_topic(url, topic, named["slug"] if named else None)
    rest = above.rest
    if above.topic is not None and key is None:  # its number names nothing without its forum
        rest = [*rest, f"topic_id: {above.topic}"]
    stops = [*(head.line for head in heads[1:]), len(lines)][: len(heads)]
    posts = [_post(lines, head, stop, topic) for head, stop in zip(heads, stops, strict=True)]
    draft = ThreadDraft(
        title=above.title,
        source_url=url or None,
        poster=posts[0].author if posts and posts[0].opening else None,
        site=site,
        topic_id=key,
        timezone=ZONE,
        posts=tuple(_elsewhere(posts, topic)),
        findings=tuple(lines_above("\n".join(rest))),
    )
    return (draft,)


def _heads(lines: Sequence[str]) -> list[_Head]:
    """Find the heads of the dialect that comes first; those of others are words."""
    found: list[_Head] = []
    dialects: tuple[tuple[str, re.Pattern[str]], ...] = _HEADS
    ruled = True
    for at, line in enumerate(lines):
        if blank(line):
            continue
        if len(line) <= _LONGEST and (ruled or "Post #" in line):
            for dialect, pattern in dialects:
                match = pattern.fullmatch(line)
                if match is None:
                    continue
                head = _head(lines, at, match, dialect)
                if head is not None:
                    found.append(head)
                    dialects = ((dialect, pattern),)
                break
        ruled = _RULER.fullmatch(line) is not None
    return found


def _head(lines: Sequence[str], at: int, match: re.Match[str], dialect: str) -> _Head | None:
    number, author = match["number"], match["author"].strip()
    if dialect != "boxed":
        time = moment(match["time"] or "", ZONE)
        return _Head(at, at + 1, number, author, time, None, dialect)
    said: dict[str, str] = {}
    below = at + 1
    while below < len(lines):
        line = _BOX_LINE.fullmatch(lines[below][:_LONGEST])
        if line is None or line["key"] in said:
            break
        said[line["key"]] = line["value"]
        below += 1
    if "Created" not in said:
        return None
    changed = said.get("Updated")
    edited = changed if changed != said["Created"] else None
    return _Head(at, below, number, author, moment(said["Created"], ZONE), edited, dialect)


class _Above:
    """What stands above the first post; the day of that post is not told twice."""

    def __init__(self, lines: Sequence[str], end: int, first: TimeDraft | None) -> None:
        head = front_matter(lines[:end])
        self.url = head.fields.get("url", "")
        self.topic = head.fields.get("topic_id") or None
        self.title = ""
        rest: list[str] = list(head.spare)
        for line in lines[head.end : end]:
            title = _TITLE.fullmatch(line) if not self.title else None
            field = _FIELD.fullmatch(line[:500].strip())
            if title is not None:
                self.title = title["title"].strip()
            elif field is not None and field["value"].startswith(("http://", "https://")):
                self.url = field["value"].strip()
            elif field is not None and field["key"].lower() == "topic id":
                self.topic = field["value"].strip()
            elif not _is_frame(line) and not self._is_day(field, first):
                rest.append(line.strip())
        self.title = self.title or head.fields.get("title", "")
        named = head.fields.get("title", "")
        if named and named.casefold() != self.title.casefold():
            rest.append(f"title: {named}")
        known = {"url", "topic_id", "title"}
        if first is not None and head.fields.get("date", "-") in first.text:
            known.add("date")
        rest += [
            f"{key}: {value}" for key, value in head.fields.items() if key not in known and value
        ]
        rest += [f"{key}: {', '.join(each)}" for key, each in head.values.items()]
        rest += [
            f"{key}: {value}"
            for items in head.items.values()
            for item in items
            for key, value in item.fields.items()
        ]
        self.rest = rest

    @staticmethod
    def _is_day(field: re.Match[str] | None, first: TimeDraft | None) -> bool:
        return (
            field is not None
            and first is not None
            and field["key"] == "Date"
            and field["value"].strip() in first.text
        )


def _post(lines: Sequence[str], head: _Head, stop: int, topic: str | None) -> PostDraft:
    end = stop
    while end > head.words and _is_frame(lines[end - 1]):
        end -= 1
    text = joined(lines[head.words : end])
    body = html_body(text, rules(topic)) if text.startswith("<") else _marked(text)
    return PostDraft(
        text=body.text,
        author=head.author,
        floor=head.number,
        time=head.time,
        line=head.line + 1,
        opening=head.number == "1",
        site_id=head.number,
        edited=head.edited,
        quotes=body.quotes,
        figures=body.figures,
        links=body.links,
        asides=body.asides,
    )


def _is_frame(line: str) -> bool:
    """Whether a line is blank or parts the posts."""
    return bool(blank(line) or _RULER.fullmatch(line) or _COMMENT.fullmatch(line))


def _marked(text: str) -> Body:
    """Return the words of a post in Markdown, with the quotations it marks in brackets."""
    found = loose_body(text, code=True)
    if "[quote" not in found.text.lower():
        return found
    quotes: list[QuoteDraft] = []
    open_: list[re.Match[str]] = []
    for match in _QUOTE.finditer(found.text):
        if match["end"] is None:
            open_.append(match)
        elif open_:
            quotes.append(_quote(found.text, open_.pop(), match, len(open_)))
    ordered = sorted((*found.quotes, *quotes), key=lambda quote: quote.start)
    return replace(found, quotes=tuple(ordered))


def _quote(text: str, begin: re.Match[str], end: re.Match[str], level: int) -> QuoteDraft:
    parts = [part.strip() for part in (begin["head"] or "").strip('"').split(",")]
    said = {key: value.strip() for key, _, value in (part.partition(":") for part in parts[1:])}
    start, stop = begin.end(), end.start()
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return QuoteDraft(
        begin.start(),
        end.end(),
        start,
        stop,
        said.get("username") or parts[0] or None,
        None,
        f"{said.get('topic', '')}/{said['post']}" if said.get("post", "").isdigit() else None,
        level=level,
    )


def _elsewhere(posts: Sequence[PostDraft], topic: str | None) -> list[PostDraft]:
    """Tell quotations of this topic from those of others.

    Where nothing tells the topic's number it is the one that most quotations name.
    """
    named = Counter(
        quote.source.partition("/")[0]
        for post in posts
        for quote in post.quotes
        if quote.source and "/" in quote.source
    )
    own = topic or next((name for name, _ in named.most_common(1)), "")
    return [
        replace(post, quotes=tuple(_of(quote, own) for quote in post.quotes))
        if post.quotes
        else post
        for post in posts
    ]


def _of(quote: QuoteDraft, own: str) -> QuoteDraft:
    if not quote.source or "/" not in quote.source:
        return quote
    of, _, number = quote.source.partition("/")
    return replace(quote, source=number, elsewhere=bool(of) and of != own)


FORMAT = Format(
    name="discourse-text",
    version="1",
    medium=Medium.TEXT,
    title="Discourse: /raw/ID, and archived topics in Markdown",
    keys=(
        "user | T UTC | #N",
        "## Post #N by @user",
        "> **Post #N • user**",
        '[quote="user, post:N',
    ),
    proven=True,
    claims=claims,
    read=read,
)
