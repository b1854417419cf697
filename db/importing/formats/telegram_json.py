"""A chat of Telegram as its desktop program exports it (``result.json``).

A chat is no thread; it is read as one whose messages answer each other.  Words may be a list of
pieces, some with a kind.  Source of the fields: exports described publicly; none was met yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.json_values import items, mapping, mappings, name, text
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import (
    AsideDraft,
    AsideKind,
    FigureDraft,
    LinkDraft,
    PostDraft,
    QuoteDraft,
    ThreadDraft,
    TimeDraft,
)
from db.importing.moments import epoch, moment
from db.importing.page import Medium

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.importing.page import Page

VERSION = "1"
_MESSAGE = ("id", "date", "type")


def claims(page: Page) -> Score:
    """Look for messages with id, date and type, and what a text or a sender is called."""
    for chat in _chats(page)[:4]:
        some = mappings(chat.get("messages"))[:20]
        if any(all(each in one for each in _MESSAGE) for one in some) and any(
            "from_id" in one or "actor_id" in one or "text" in one for one in some
        ):
            return Score(0.9, ("messages with id, type, date and from_id",))
    return NOT_MINE


def _chats(page: Page) -> list[Mapping[str, object]]:
    """Return the chats of an export: of one chat, or of everything."""
    given = page.fields
    if "messages" in given:
        return [given]
    found: list[Mapping[str, object]] = []
    for part in ("chats", "left_chats"):
        found += mappings(mapping(given.get(part)).get("list"))
    return found


def read(page: Page) -> tuple[ThreadDraft, ...]:
    """Read the chats of an export."""
    return tuple(_thread(each) for each in _chats(page))


def _thread(chat: Mapping[str, object]) -> ThreadDraft:
    ident = name(chat.get("id"))
    return ThreadDraft(
        title=text(chat.get("name")),
        board=name(chat.get("type")),
        outlet="Telegram",
        site="telegram" if ident else None,
        topic_id=ident,
        posts=tuple(_post(each) for each in mappings(chat.get("messages"))),
    )


def _post(given: Mapping[str, object]) -> PostDraft:
    words, links, quotes = _words(given.get("text"))
    service = given.get("type") == "service"
    changed = _time(given, "edited")
    asides = [
        AsideDraft(AsideKind.NOTICE, f"{label}: {value}")
        for key, label in (
            ("forwarded_from", "forwarded from"),
            ("via_bot", "via"),
            ("action", "action"),
            ("title", "title"),
        )
        if (value := name(given.get(key)))
    ]
    asides += _files(given)
    caption = name(given.get("sticker_emoji"))
    photo = name(given.get("photo"))
    return PostDraft(
        text=words or (caption or ""),
        author=name(given.get("from")) or name(given.get("actor")),
        time=_time(given, "date"),
        site_id=name(given.get("id")),
        parent=name(given.get("reply_to_message_id")),
        kind="service" if service else None,
        edited=(changed.iso or changed.text) if changed is not None else None,
        quotes=quotes,
        links=links,
        figures=(FigureDraft(0, None, photo),) if photo is not None else (),
        asides=tuple(asides),
    )


def _files(given: Mapping[str, object]) -> list[AsideDraft]:
    file = name(given.get("file_name")) or name(given.get("file"))
    kind = name(given.get("media_type")) or name(given.get("mime_type"))
    found = " ".join(part for part in (file, f"({kind})" if kind else None) if part)
    poll = mapping(given.get("poll"))
    asked = [text(poll.get("question"))]
    asked += [text(each.get("text")) for each in mappings(poll.get("answers"))]
    return [
        AsideDraft(AsideKind.ATTACHMENT, words)
        for words in (found, "\n".join(each for each in asked if each))
        if words
    ]


def _words(value: object) -> tuple[str, tuple[LinkDraft, ...], tuple[QuoteDraft, ...]]:
    """Join the pieces of a text; links and quotations keep their places."""
    if isinstance(value, str):
        return value, (), ()
    parts: list[str] = []
    links: list[LinkDraft] = []
    quotes: list[QuoteDraft] = []
    at = 0
    for piece in items(value):
        given = mapping(piece)
        words = piece if isinstance(piece, str) else text(given.get("text"))
        parts.append(words)
        end = at + len(words)
        href = text(given.get("href"))
        if href and words:
            links.append(LinkDraft(at, end, href))
        if given.get("type") == "blockquote" and words:
            quotes.append(QuoteDraft(at, end, at, end))
        at = end
    return "".join(parts), tuple(links), tuple(quotes)


def _time(given: Mapping[str, object], key: str) -> TimeDraft | None:
    """Return a time: the words of the export, with what the count of seconds beside it means."""
    shown = text(given.get(key))
    exact = epoch(given.get(f"{key}_unixtime"))
    if not shown or exact is None or exact.iso is None:
        return moment(shown) or exact
    return TimeDraft(shown, exact.iso)


FORMAT = Format(
    name="telegram-json",
    version=VERSION,
    medium=Medium.JSON,
    title="Telegram: an exported chat (result.json)",
    keys=("messages[] with from_id", "reply_to_message_id"),
    proven=False,
    claims=claims,
    read=read,
)
