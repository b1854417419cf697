"""Dumps of Stack Exchange: ``Posts.xml`` and ``Comments.xml``, a ``<row …/>`` on every line.

A question is the opening post of a thread, its answers are posts.  The rows name people by numbers
alone, unless they are gone.  Source of the fields: the readme that comes with the dumps.  The rows
are read one by one and not as a document of XML, so that nothing in them is ever expanded.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from db.importing.boards import record_lines
from db.importing.boards.html_pieces import body
from db.importing.claims import NOT_MINE, Record, RecordFormat, Score
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, ThreadDraft
from db.importing.moments import stated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from db.importing.drafts import TimeDraft
    from db.importing.page import Origin

VERSION = "1"
ZONE = "UTC"
_ATTRIBUTE = re.compile(r'\s([A-Za-z]{1,40})="([^"]*)"')
_CUT = re.compile(r'\s([A-Za-z]{1,40})="([^"]*)\Z')
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos)|#(?:[xX]([0-9a-fA-F]{1,6})|(\d{1,7})));")
_SIGNS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_QUESTION, _ANSWER = "1", "2"
_OTHER_KINDS = {
    "3": "wiki", "4": "tag excerpt", "5": "tag wiki", "6": "election", "7": "notice",
}  # fmt: skip
_OTHERS = "wikis"


def claims(head: bytes, _name: str) -> Score:
    """Look at the first row below the name of the table."""
    start = head[:4_096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith((b"<?xml", b"<posts", b"<comments", b"<row")):
        return NOT_MINE
    at = head.find(b"<row ")
    if at < 0 or at > 2_000:
        return NOT_MINE
    row = _row(head[at:].partition(b"\n")[0])
    if "PostTypeId" in row or (b"<posts" in start and "Id" in row):
        return Score(0.9, ("rows with Id and PostTypeId",))
    if "PostId" in row and ("Text" in row or b"<comments" in start):
        return Score(0.85, ("rows with PostId and Text",))
    return NOT_MINE


def index(file: BinaryIO) -> Iterator[Record]:
    """Tell where the rows lie, and of which question they are."""
    for at, line in record_lines.lines(file):
        if b"<row" in line:
            yield Record(at, len(line), _words(_row(line)))


def _words(row: Mapping[str, str]) -> tuple[str, ...]:
    own = row.get("Id", "")
    if "PostTypeId" not in row and "PostId" in row:
        return (f"post {row['PostId']}",)
    if row.get("PostTypeId") == _QUESTION:
        return (f"question {own}", f"post {own}")
    if row.get("PostTypeId") == _ANSWER:
        return (f"question {row.get('ParentId', '')}", f"post {own}")
    return (_OTHERS,)


def _row(line: bytes) -> dict[str, str]:
    """Return the attributes of a row; of one that is cut, the last as far as it goes."""
    text = line.decode("utf-8", "replace").rstrip("\r\n")
    found = {key: _plain(value) for key, value in _ATTRIBUTE.findall(text)}
    if not text.rstrip().endswith("/>"):
        at = text.rfind('="')
        cut = _CUT.search(text, max(0, text.rfind(" ", 0, max(at, 0)))) if at >= 0 else None
        if cut is not None:
            found.setdefault(cut[1], _plain(cut[2]))
    return found


def _plain(value: str) -> str:
    return _ENTITY.sub(_sign, value) if "&" in value else value


def _sign(match: re.Match[str]) -> str:
    if match[1]:
        return _SIGNS[match[1]]
    code = int(match[2], 16) if match[2] else int(match[3])
    valid = 0 < code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if valid else "\ufffd"


def read(records: Sequence[bytes], origin: Origin) -> ThreadDraft:
    """Read a question with its answers, or the comments on one post."""
    rows = [_row(record) for record in records]
    nothing: dict[str, str] = {}
    question = next((row for row in rows if row.get("PostTypeId") == _QUESTION), nothing)
    accepted = question.get("AcceptedAnswerId")
    posts = [_comment(row) if _is_comment(row) else _post(row, accepted) for row in rows]
    posts.sort(key=lambda post: not post.opening)
    number = question.get("Id")
    first = rows[0] if rows else {}
    return ThreadDraft(
        title=question.get("Title") or _title(first),
        outlet="Stack Exchange",
        source_url=origin.url,
        poster=posts[0].author if posts and posts[0].opening else None,
        # a dump does not name its site: the time of the question tells it from another site's
        site="stackexchange" if number else None,
        topic_id=f"{number}-{question.get('CreationDate', '')}" if number else None,
        timezone=ZONE,
        views=_count(question.get("ViewCount")),
        claimed_posts=_claimed(question, rows),
        posts=tuple(posts),
        findings=tuple(
            record_lines.damaged([each for each in records if not each.rstrip().endswith(b"/>")])
        ),
    )


def _is_comment(row: Mapping[str, str]) -> bool:
    return "PostTypeId" not in row and "PostId" in row


def _title(row: Mapping[str, str]) -> str:
    if _is_comment(row):
        return f"Comments on post {row['PostId']}"
    if row.get("PostTypeId") == _ANSWER:
        return f"Answers to question {row.get('ParentId', '?')}"
    return "Wikis of tags"


def _claimed(question: Mapping[str, str], rows: Sequence[Mapping[str, str]]) -> int | None:
    """Return how many answers the question counts, and the comments that stand with them."""
    answers = _count(question.get("AnswerCount"))
    return answers + sum(map(_is_comment, rows)) if answers is not None else None


def _count(value: str | None) -> int | None:
    known = value is not None and value.isascii() and value.isdigit() and len(value) <= 12
    return int(value) if value is not None and known else None


def _post(row: Mapping[str, str], accepted: str | None) -> PostDraft:
    kind = row.get("PostTypeId", "")
    shown = body(row.get("Body", ""))
    own = row.get("Id")
    named = {_QUESTION: "question", _ANSWER: "answer"} | _OTHER_KINDS
    edited = row.get("LastEditDate")
    notes = [
        ("accepted" if own is not None and own == accepted else None),
        (f"tags: {row['Tags']}" if row.get("Tags") else None),
        (f"closed: {row['ClosedDate']}" if row.get("ClosedDate") else None),
    ]
    return PostDraft(
        text=shown.text,
        author=_author(row, "Owner"),
        time=_time(row),
        opening=kind == _QUESTION,
        site_id=own,
        parent=row.get("ParentId") if kind == _ANSWER else None,
        edited=edited,
        kind=named.get(kind),
        quotes=shown.quotes,
        figures=shown.figures,
        links=shown.links,
        asides=tuple(AsideDraft(AsideKind.NOTICE, note) for note in notes if note),
    )


def _comment(row: Mapping[str, str]) -> PostDraft:
    return PostDraft(
        text=row.get("Text", "").strip(),
        author=_author(row, ""),
        time=_time(row),
        site_id=row.get("Id"),
        parent=row.get("PostId"),
        kind="comment",
    )


def _author(row: Mapping[str, str], prefix: str) -> str | None:
    """Return the name of a writer who is gone, else the name the site gives those without one."""
    number = row.get(f"{prefix}UserId")
    return (
        row.get(f"{prefix}DisplayName")
        or row.get("UserDisplayName")
        or (f"user{number}" if number else None)
    )


def _time(row: Mapping[str, str]) -> TimeDraft | None:
    shown = row.get("CreationDate", "")
    return stated(shown, shown, ZONE)


FORMAT = RecordFormat(
    name="stackexchange-dump",
    version=VERSION,
    title="Stack Exchange: dumps of posts or comments (Posts.xml, Comments.xml)",
    keys=("<row Id PostTypeId ParentId …/>", "<row PostId Text …/>"),
    proven=False,
    claims=claims,
    index=index,
    read=read,
)
