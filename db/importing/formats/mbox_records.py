"""A mailbox (mbox): mails one after another, each below a line that begins with ``From ``.

It is split here and not by the standard library, which cannot read a ``From `` line that is not
ASCII and splits a mail at any such line in its words.  Lines that writers shielded with ``>`` are
unshielded (RFC 4155; mboxo and mboxrd).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from db.importing.boards.mail_parts import take_apart
from db.importing.boards.mail_words import LONGEST_HEAD
from db.importing.boards.mails import SITE, ids_of, read_mail, title_of, twice
from db.importing.claims import NOT_MINE, Record, RecordFormat, Score
from db.importing.drafts import ThreadDraft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import BinaryIO

    from db.importing.boards.mails import Mail
    from db.importing.drafts import PostDraft
    from db.importing.page import Origin
    from db.records import Finding

VERSION = "1"
_LINE = 65_536
_BOM = b"\xef\xbb\xbf"
_DATED = re.compile(rb"From .{0,300}\d{1,2}:\d{2}(?::\d{2})?.{0,40}\d{4}", re.DOTALL)
_FIELD = re.compile(rb"[!-9;-~]{1,80}[ \t]*:|>From ")
_USUAL = re.compile(
    rb"(?:From|Date|Subject|To|Message-ID|Received|Return-Path|MIME-Version|Delivered-To|"
    rb"Content-Type|References|In-Reply-To|X-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
_SHIELDED = re.compile(rb"^>(>*From )", re.MULTILINE)


def claims(head: bytes, _name: str) -> Score:
    """Look for a line of a mailbox with the fields of a mail below it."""
    lines = head.removeprefix(_BOM).lstrip(b"\r\n").split(b"\n", 2)
    if len(lines) > 1 and _begins(lines[0], lines[1]):
        return Score(0.9, ("a line From with the fields of a mail below it",))
    return NOT_MINE


def _begins(line: bytes, below: bytes) -> bool:
    """Whether a line begins a mail: it is dated, or the line below is a usual field."""
    if not line.startswith(b"From "):
        return False
    if _DATED.match(line) is not None:
        return _FIELD.match(below) is not None or not below.strip()
    return _USUAL.match(below) is not None


def index(file: BinaryIO) -> Iterator[Record]:
    """Tell where the mails lie, and which ids tie them together; holds the fields of one mail."""
    ties = _Ties()
    for start, size, head in _mails(file):
        yield Record(start, size, ties.words(head))


def _mails(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """Yield the mails of a file: place, size, fields."""
    file.seek(0)
    at = 0
    start = -1
    head: list[bytes] = []
    held = 0
    blank = True
    in_head = True
    line = file.readline(_LINE)
    while line:
        below = file.readline(_LINE)
        bare = line.removeprefix(_BOM) if at == 0 else line
        if blank and _begins(bare, below):
            if start >= 0:
                yield start, at - start, b"".join(head)
            start, head, held, in_head = at, [], 0, True
        elif start >= 0 and in_head:
            in_head = bool(line.strip())
            if in_head and held < LONGEST_HEAD:
                head.append(line)
                held += len(line)
        blank = not line.strip()
        at += len(line)
        line = below
    if start >= 0:
        yield start, at - start, b"".join(head)


class _Ties:
    """What ties the mails of a box together: ids, and for those without any their subject."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._idless: set[str] = set()

    def words(self, head: bytes) -> tuple[str, ...]:
        """Return the words that a mail shares with those of its conversation."""
        fields = take_apart(head).head
        ids = ids_of(fields).all
        subject = title_of(fields.words("subject")).casefold()
        if not subject:
            return ids
        word = f"\0{subject}"
        if ids:
            met = subject in self._first
            self._first.setdefault(subject, ids[0])
            return (*ids, word) if not met and subject in self._idless else ids
        self._idless.add(subject)
        first = self._first.get(subject)
        return (first, word) if first is not None else (word,)


def read(records: Sequence[bytes], _origin: Origin) -> ThreadDraft:
    """Read the mails of one conversation, in the order they were written."""
    mails = [read_mail(_unshielded(record)) for record in records]
    mails = _in_time(mails)
    posts, repeated = _posts(mails)
    first = mails[0] if mails else None
    root = next((mail.ids.root for mail in mails if mail.ids.root is not None), None)
    return ThreadDraft(
        title=next((title for mail in mails if (title := title_of(mail.subject))), ""),
        board=next((mail.list_name for mail in mails if mail.list_name), None),
        poster=first.post.author if first is not None and first.post.opening else None,
        site=SITE if root is not None else None,
        topic_id=root,
        posts=tuple(posts),
        findings=(*_once(mails), *twice(repeated)),
    )


def _unshielded(record: bytes) -> bytes:
    return _SHIELDED.sub(rb"\1", record.removeprefix(_BOM)) if b"\n>" in record else record


def _once(mails: Sequence[Mail]) -> list[Finding]:
    """Return the findings of all mails, those that say the same once with their number."""
    counts = Counter(each for mail in mails for each in mail.findings)
    return [
        each if count == 1 else replace(each, place=f"{count} ×") for each, count in counts.items()
    ]


def _in_time(mails: list[Mail]) -> list[Mail]:
    """Put mails in the order of their times; one without a time stays behind its neighbour.

    A mail that began it all stands first, whatever its clock said.
    """
    keys: list[str] = []
    for mail in mails:
        iso = mail.post.time.iso if mail.post.time is not None else None
        keys.append(_greenwich(iso) if iso is not None else (keys[-1] if keys else ""))
    order = sorted(range(len(mails)), key=lambda place: (keys[place], place))
    found = [mails[place] for place in order]
    if not found:
        return found
    by_id = {mail.ids.own: mail for mail in reversed(found) if mail.ids.own is not None}
    seen: set[str] = set()
    top = found[0]
    while (parent := top.ids.parent) is not None and parent in by_id and parent not in seen:
        seen.add(parent)
        top = by_id[parent]
    if top.ids.parent is None and top is not found[0]:
        found = [top, *(mail for mail in found if mail is not top)]
    return found


def _greenwich(iso: str) -> str:
    """Return a time so that its order among others is that of words."""
    return datetime.fromisoformat(iso).astimezone(UTC).isoformat()


def _posts(mails: Sequence[Mail]) -> tuple[list[PostDraft], list[str]]:
    """Return the posts, only the first of them opening, and the ids that came again.

    A mail with the id of another one is kept under a name of its own: none replaces another.
    """
    posts: list[PostDraft] = []
    repeated: list[str] = []
    times: Counter[str] = Counter()
    for place, mail in enumerate(mails):
        post = replace(mail.post, opening=mail.post.opening and place == 0)
        ident = post.site_id
        if ident is not None:
            times[ident] += 1
            if times[ident] > 1:
                repeated.append(ident)
                post = replace(post, site_id=f"{ident}#{times[ident]}")
        posts.append(post)
    return posts, repeated


FORMAT = RecordFormat(
    name="mbox",
    version=VERSION,
    title="Mail: a mailbox of many messages (mbox)",
    keys=("lines that begin with From", "Message-ID", "In-Reply-To, References"),
    proven=True,
    claims=claims,
    index=index,
    read=read,
)
