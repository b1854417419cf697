"""Plain text with pieces of HTML in it, as programs write that save boards as Markdown.

Only the tags such programs leave are markup; any other ``<`` and ``&`` was written by somebody.
Line ends and spaces are the text's own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from db.importing.boards.html_pieces import body
from db.importing.markup.body import PLAIN, Body, Rules

if TYPE_CHECKING:
    from db.importing.drafts import FigureDraft

_TAGS = (
    "a|b|big|blockquote|br|center|code|del|details|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|q|s"
    "|small|span|strike|strong|sub|summary|sup|table|tbody|td|th|tr|u|ul|aside|iframe|video|audio"
)
_NO_TAG = re.compile(rf"<(?!/?(?:{_TAGS})(?:\s[^<>]{{0,4000}})?/?>)", re.IGNORECASE)
_NO_ENTITY = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)")
_PICTURE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,400})\]\((?P<src>[^\s()<>]{1,2000})\)")
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]\n]{1,400})\]\((?P<href>(?:https?:/|/)/?[^\s()<>]{1,2000})\)"
)
_CODE = re.compile(r"(```.*?```|`[^`\n]{1,2000}`)", re.DOTALL)
_PARTED = "\x1f"


def loose_body(text: str, rules: Rules = PLAIN, *, code: bool = False) -> Body:
    """Return the words of a text with pieces of HTML, and what stands in them.

    Links and pictures may be written as in Markdown; other marks of it stay as they are.

    Args:
        text: the text.
        rules: how its HTML marks what is no plain word.
        code: what stands in backticks is code, in which nothing is markup.
    """
    if not any(sign in text for sign in ("<", "&", "](")):
        return Body(text.strip("\n"))
    parts = _CODE.split(text) if code and "`" in text else [text]
    html = "".join(
        _escaped(part) if place % 2 else _marked(part) for place, part in enumerate(parts)
    )
    found = body(f"<pre>\n{html}</pre>", rules)
    return replace(found, figures=tuple(_parted(figure) for figure in found.figures))


def _marked(text: str) -> str:
    html = _NO_ENTITY.sub("&amp;", _NO_TAG.sub("&lt;", text))
    return _LINK.sub(_link, _PICTURE.sub(_pictured, html)) if "](" in html else html


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def picture(src: str | None, alt: str, caption: str) -> str:
    """Return the tag of a picture that ``loose_body`` gives back with a caption."""
    address = f' src="{_quoted(src)}"' if src else ""
    return f'<img{address} alt="{_quoted(alt)}{_PARTED}{_quoted(caption)}">'


def _pictured(match: re.Match[str]) -> str:
    """Write a picture of Markdown as HTML; ampersands have been written already."""
    alt, src = match["alt"].replace('"', "&quot;"), match["src"].replace('"', "%22")
    return f'<img alt="{alt}" src="{src}">'


def _link(match: re.Match[str]) -> str:
    return f'<a href="{match["href"].replace(chr(34), "%22")}">{match["words"]}</a>'


def _quoted(text: str) -> str:
    return (
        text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")
    )


def _parted(figure: FigureDraft) -> FigureDraft:
    if figure.alt is None or _PARTED not in figure.alt:
        return figure
    alt, _, caption = figure.alt.partition(_PARTED)
    return replace(figure, alt=alt.strip() or None, caption=caption.strip() or None)
