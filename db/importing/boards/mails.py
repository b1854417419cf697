"""A mail as a post: who wrote it and when, its words, what it answers, what hangs on it.

All mails of one conversation have one key: the first mail their references name, else the one they
answer, else they themselves (RFC 5322, 3.6.4).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from db.importing.boards.mail_body import read_body
from db.importing.boards.mail_parts import take_apart
from db.importing.boards.mail_words import LONGEST_HEAD, field_words, readable
from db.importing.drafts import AsideDraft, AsideKind, PostDraft, TimeDraft
from db.importing.moments import iso_of
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.boards.mail_parts import Head
    from db.records import Finding

SITE = "mail"
_ID = re.compile(r"<([^<>\s]{1,998})>")
_LONGEST_SHOWN = 500
_ANSWERS = re.compile(
    r"(?:(?:re|aw|sv|vs|antw|odp|回复|回覆|答复|答覆|回信)\s?(?:\[\d{1,4}\]|\(\d{1,4}\))?\s?[:：]\s?)+",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\s*(?:\"((?:[^\"\\]|\\.)*+)\"|([^<\"]*?))\s*<([^<>]*)>")
_REMARK = re.compile(r"([^()]*)\(([^()]*)\)\s*\Z")
_DATE = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,?\s)?\d{1,2}[\s-][A-Za-z]{3}|[A-Z][a-z]{2}\s[A-Z][a-z]{2}\s"
)
_SHOWN = (("from", "From"), ("to", "To"), ("cc", "Cc"), ("subject", "Subject"))


@dataclass(frozen=True, slots=True)
class Ids:
    """What ties a mail to others: its own id, those it answers, those before it, from the first."""

    own: str | None
    answers: tuple[str, ...]
    references: tuple[str, ...]

    @property
    def parent(self) -> str | None:
        """The mail that is answered."""
        return next(iter((*self.answers, *self.references[-1:])), None)

    @property
    def root(self) -> str | None:
        """The mail that began the conversation, as far as this one knows."""
        return next(iter((*self.references, *self.answers)), self.own)

    @property
    def all(self) -> tuple[str, ...]:
        """All of them."""
        own = (self.own,) if self.own is not None else ()
        return tuple(dict.fromkeys((*own, *self.answers, *self.references)))


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that was read."""

    post: PostDraft
    ids: Ids
    subject: str
    list_name: str | None
    findings: tuple[Finding, ...]


def ids_of(head: Head) -> Ids:
    """Return the ids that the fields of a mail name."""
    own = _ids(head.raw("message-id"))
    bare = readable(head.raw("message-id")).text.strip()
    alone = bare if bare and len(bare) <= 998 and not re.search(r"[\s<>]", bare) else None
    return Ids(
        own[0] if own else alone,
        _ids(head.raw("in-reply-to"))[:1],  # a remark with an address may follow
        _ids(head.raw("references")),
    )


def _ids(raw: bytes) -> tuple[str, ...]:
    return tuple(_ID.findall(readable(raw).text[:LONGEST_HEAD]))


def title_of(subject: str) -> str:
    """Return a subject without the marks of an answer."""
    match = _ANSWERS.match(subject)
    return subject[match.end() :].strip() if match is not None else subject.strip()


def read_mail(data: bytes) -> Mail:
    """Read a mail; raises nothing on any bytes."""
    part = take_apart(data)
    head = part.head
    body, told = read_body(part)
    ids = ids_of(head)
    sender = field_words(head.raw("from"))
    subject = field_words(head.raw("subject"))
    findings = list(told)
    if head.cut:
        findings.append(_long_head())
    if sender.lied or subject.lied:
        findings.append(_lying_words(sender.text if sender.lied else subject.text))
    time, odd = _time(head)
    findings += odd
    post = PostDraft(
        text=body.text,
        author=_author(head),
        time=time,
        opening=ids.parent is None,
        site_id=ids.own,
        parent=ids.parent,
        quotes=body.quotes,
        figures=body.figures,
        links=body.links,
        asides=(*body.asides, *_fields(head)),
    )
    return Mail(post, ids, subject.text, _list_name(head), tuple(findings))


def _author(head: Head) -> str | None:
    """Return the name in the field From, its address where there is no name."""
    field = " ".join(readable(head.raw("from")).text.split())
    match = _NAMED.match(field)
    if match is not None:
        quoted = re.sub(r"\\(.)", r"\1", match[1] or "")
        name, address = quoted or match[2], match[3]
    else:
        remark = _REMARK.match(field)
        name, address = (remark[2], remark[1]) if remark is not None else (field, "")
    return field_words(name.encode("utf-8")).text.strip(" \"'") or address.strip() or None


def _time(head: Head) -> tuple[TimeDraft | None, list[Finding]]:
    text = head.words("date")
    if not text:
        return None, [_without_time()]
    try:
        when = parsedate_to_datetime(text) if _DATE.match(text) and len(text) <= 100 else None
        iso = iso_of(when.isoformat()) if when is not None else None
        if when is not None and when.tzinfo is None:  # -0000: the time of Greenwich, place unknown
            iso = iso_of(f"{when.isoformat()}+00:00")
    except (ValueError, TypeError, IndexError, OverflowError):
        iso = None
    return TimeDraft(text[:_LONGEST_SHOWN], iso), [] if iso is not None else [_odd_time(text)]


def _fields(head: Head) -> list[AsideDraft]:
    """Return the fields that a reader of mail sees above the words."""
    shown = [(label, head.words(name)[:_LONGEST_SHOWN]) for name, label in _SHOWN]
    words = "\n".join(f"{label}: {value}" for label, value in shown if value)
    return [AsideDraft(AsideKind.NOTICE, words)] if words else []


def _list_name(head: Head) -> str | None:
    field = head.words("list-id")
    match = _NAMED.match(field)
    return (match[3].strip() or None) if match is not None else field[:200].strip() or None


def twice(ids: Sequence[str]) -> list[Finding]:
    """Say that mails have the id of another; each is kept."""
    if not ids:
        return []
    return [
        finding(
            "mail-ids-repeated",
            Severity.WARNING,
            "Mails that have the id of another one: {count} in all, the first is {id}. Each is "
            "kept.",
            count=len(ids),
            id=ids[0],
        )
    ]


def _long_head() -> Finding:
    return finding(
        "mail-head-too-long",
        Severity.WARNING,
        "The fields above a mail are longer than {bytes} bytes; what stands behind was not read.",
        bytes=LONGEST_HEAD,
    )


def _lying_words(text: str) -> Finding:
    return finding(
        "mail-encoding-lies",
        Severity.INFO,
        "Words of a mail name an encoding that is not theirs; they were read as “{text}”.",
        text=text[:_LONGEST_SHOWN],
    )


def _without_time() -> Finding:
    return finding("mail-without-date", Severity.INFO, "A mail does not say when it was written.")


def _odd_time(text: str) -> Finding:
    return finding(
        "mail-date-unreadable",
        Severity.WARNING,
        "A mail says in no known way when it was written: “{text}”.",
        text=text[:100],
    )
