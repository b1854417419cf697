"""A mail in a file of its own (``.eml``): one post, tied to a conversation by its ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.mail_parts import take_apart
from db.importing.boards.mails import SITE, read_mail, title_of
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import ThreadDraft
from db.importing.page import Medium

if TYPE_CHECKING:
    from db.importing.page import Page

VERSION = "1"
_HEAD = 65_536
_FIELDS = ("from", "subject", "date", "message-id", "to", "received")


def claims(page: Page) -> Score:
    """Look for the fields that mails have."""
    fields = take_apart(page.data[:_HEAD]).head.fields
    found = [name for name in _FIELDS if name in fields]
    if len(found) < 2:
        return NOT_MINE
    return Score(min(0.95, 0.45 + 0.1 * len(found)), tuple(f"{name}:" for name in found))


def read(page: Page) -> tuple[ThreadDraft]:
    """Read the mail."""
    mail = read_mail(page.data)
    return (
        ThreadDraft(
            title=title_of(mail.subject),
            board=mail.list_name,
            poster=mail.post.author if mail.post.opening else None,
            site=SITE if mail.ids.root is not None else None,
            topic_id=mail.ids.root,
            posts=(mail.post,),
            findings=mail.findings,
        ),
    )


FORMAT = Format(
    name="mail",
    version=VERSION,
    medium=Medium.MAIL,
    title="Mail: one message (.eml)",
    keys=("From, Subject, Date, Message-ID", "In-Reply-To, References"),
    proven=True,
    claims=claims,
    read=read,
)
