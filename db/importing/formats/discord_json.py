"""A channel of Discord as DiscordChatExporter writes it.

A channel is no thread; it is read as one whose messages answer each other.  Words are Markdown and
stay so.  Source of the fields: the writer of that program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.boards.json_values import mapping, mappings, name, text, whole
from db.importing.claims import NOT_MINE, Format, Score
from db.importing.drafts import AsideDraft, AsideKind, FigureDraft, PostDraft, ThreadDraft
from db.importing.moments import stated
from db.importing.page import Medium

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.importing.page import Page

VERSION = "1"
_PLAIN = frozenset(("Default", "Reply", ""))
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


def claims(page: Page) -> Score:
    """Look for server, channel and messages."""
    given = page.fields
    if all(each in given for each in ("guild", "channel", "messages")):
        return Score(0.95, ("guild, channel and messages",))
    return NOT_MINE


def read(page: Page) -> tuple[ThreadDraft]:
    """Read a channel."""
    given = page.fields
    channel, guild = mapping(given.get("channel")), mapping(given.get("guild"))
    ident = name(channel.get("id"))
    return (
        ThreadDraft(
            title=text(channel.get("name")),
            board=name(channel.get("category")),
            outlet=name(guild.get("name")),
            site="discord.com" if ident else None,
            topic_id=ident,
            timezone="UTC",
            claimed_posts=whole(given.get("messageCount")),
            posts=tuple(_post(each, ident) for each in mappings(given.get("messages"))),
        ),
    )


def _post(given: Mapping[str, object], channel: str | None) -> PostDraft:
    author, reference = mapping(given.get("author")), mapping(given.get("reference"))
    sent, changed = text(given.get("timestamp")), name(given.get("timestampEdited"))
    there = name(reference.get("channelId"))
    kind = text(given.get("type"))
    figures: list[FigureDraft] = []
    asides: list[AsideDraft] = []
    for each in mappings(given.get("attachments")):
        file, address = text(each.get("fileName")), text(each.get("url"))
        if file.lower().endswith(_PICTURES):
            figures.append(FigureDraft(0, file, address or None))
        else:
            size = name(each.get("fileSizeBytes"))
            shown = f"{file} ({size} B)" if size else file
            asides.append(AsideDraft(AsideKind.ATTACHMENT, shown or address))
    figures += [
        FigureDraft(0, name(each.get("name")), name(each.get("sourceUrl")))
        for each in mappings(given.get("stickers"))
    ]
    asides += [
        AsideDraft(AsideKind.NOTICE, words)
        for each in mappings(given.get("embeds"))
        if (words := _embed(each))
    ]
    return PostDraft(
        text=text(given.get("content")),
        author=name(author.get("nickname")) or name(author.get("name")),
        time=stated(sent, sent),
        site_id=name(given.get("id")),
        parent=name(reference.get("messageId")) if there in (None, channel) else None,
        kind=kind if kind not in _PLAIN else None,
        edited=changed,
        figures=tuple(each for each in figures if each.alt or each.src),
        asides=tuple(asides),
    )


def _embed(given: Mapping[str, object]) -> str:
    """Return the words of a page that was shown below a message."""
    parts = [text(given.get(key)) for key in ("title", "description", "url")]
    for each in mappings(given.get("fields")):
        parts += [text(each.get("name")), text(each.get("value"))]
    return "\n".join(part for part in parts if part)


FORMAT = Format(
    name="discord-json",
    version=VERSION,
    medium=Medium.JSON,
    title="Discord: an exported channel (DiscordChatExporter)",
    keys=("guild, channel, messages", "reference.messageId"),
    proven=False,
    claims=claims,
    read=read,
)
