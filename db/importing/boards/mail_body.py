"""The words of a mail out of its parts: the plain text before HTML, what hangs on it beside.

Of parts that say the same in several ways the plain one is read, where it has any words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from db.importing.boards import html_pieces
from db.importing.boards.mail_parts import MOST_DEPTH, parts_of, take_apart, too_deep
from db.importing.boards.mail_quotes import is_foot, read_plain, with_heads
from db.importing.boards.mail_words import readable
from db.importing.drafts import AsideDraft, AsideKind, FigureDraft
from db.importing.markup.body import Body, Rules
from db.importing.markup.tree import attribute, classes
from db.records import Severity, finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selectolax.lexbor import LexborNode as Node

    from db.importing.boards.mail_parts import Part
    from db.importing.drafts import LinkDraft, QuoteDraft
    from db.records import Finding

_STOCK = re.compile(r"multi-?part|MIME", re.IGNORECASE)
_SIGNATURES = frozenset(("gmail_signature", "moz-signature", "signature"))
_LONGEST_ATTACHED = 1 << 20
_META = re.compile(rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)


@dataclass(slots=True)
class _Built:
    """A mail while its parts are read, in their order."""

    bodies: list[Body] = field(default_factory=list[Body])
    asides: list[AsideDraft] = field(default_factory=list[AsideDraft])
    pictures: list[FigureDraft] = field(default_factory=list[FigureDraft])
    findings: list[Finding] = field(default_factory=list["Finding"])


def read_body(part: Part) -> tuple[Body, tuple[Finding, ...]]:
    """Return the words of a mail with all that hangs on it, and what is to be told."""
    built = _Built()
    _add(part, built)
    body = _joined(built.bodies)
    shown = {figure.src for figure in body.figures}
    late = (replace(each, at=len(body.text)) for each in built.pictures if each.src not in shown)
    return (
        replace(body, figures=(*body.figures, *late), asides=(*body.asides, *built.asides)),
        tuple(dict.fromkeys(built.findings)),
    )


def _add(part: Part, built: _Built) -> None:
    """Add a part; parts nest at most 20 deep."""
    kind = part.type
    if kind.startswith("multipart/"):
        split = parts_of(part)
        built.findings += split.findings
        built.asides += [
            AsideDraft(AsideKind.NOTICE, words)
            for words in split.around
            if len(words) > 200 or not _STOCK.search(words)
        ]
        inner = split.parts
        if kind == "multipart/alternative" and inner:
            chosen = _chosen(inner)
            for each in inner:
                if each is not chosen:
                    _add_attached(each, built)
            inner = (chosen,)
        for each in inner:
            _add(each, built)
    elif kind == "message/rfc822":
        _add_mail(part, built)
    elif kind.startswith("text/") and not part.attached:
        _add_text(part, built)
    else:
        _attach(part, built)


def _chosen(parts: tuple[Part, ...]) -> Part:
    """Return the plain part of several that say the same; the richest where it is empty."""
    for part in parts:
        if part.type == "text/plain" and part.data.strip():
            return part
    rich = [part for part in parts if part.type.startswith(("text/html", "multipart/"))]
    return rich[0] if rich else parts[-1]


def _add_attached(part: Part, built: _Built) -> None:
    """Add what hangs on a part whose words were said in another way."""
    if part.type.startswith("multipart/"):
        for each in parts_of(part).parts:
            _add_attached(each, built)
    elif not part.type.startswith("text/") or part.attached:
        _attach(part, built)


def _add_text(part: Part, built: _Built) -> None:
    declared = part.parameters.get("charset", "")
    data = part.data
    if part.type == "text/html" and not declared:
        match = _META.search(data[:4_096])
        declared = match[1].decode("ascii") if match is not None else ""
    words = readable(data, declared)
    if words.lied:
        built.findings.append(_lying(declared, words.encoding))
    text = words.text.replace("\r\n", "\n").replace("\r", "\n")
    if part.type == "text/html":
        body = with_heads(html_pieces.body(text, _RULES))
    elif built.bodies and is_foot(text):
        built.asides.append(AsideDraft(AsideKind.NOTICE, text.strip()))
        return
    else:
        body = read_plain(text)
    if body.text or body.figures or body.asides:
        built.bodies.append(body)


def _add_mail(part: Part, built: _Built) -> None:
    """Keep a mail that hangs on this one: its fields and its words."""
    if part.depth >= MOST_DEPTH:
        built.findings.append(too_deep())
        _attach(part, built)
        return
    inner = take_apart(part.data, part.depth + 1)
    fields = [
        f"{label}: {words}"
        for name, label in (("from", "From"), ("date", "Date"), ("subject", "Subject"))
        if (words := inner.head.words(name))
    ]
    body, findings = read_body(inner)
    built.findings += findings
    words = "\n\n".join(each for each in ("\n".join(fields), body.text) if each)
    if words:
        built.asides.append(AsideDraft(AsideKind.ATTACHMENT, words))
    built.asides += body.asides


def _attach(part: Part, built: _Built) -> None:
    """Keep the name of what hangs on a mail, and its words if it has any."""
    data = part.data
    name = part.file_name
    if part.type.startswith("image/"):
        ident = part.head.words("content-id").strip("<> ")
        src = f"cid:{ident}" if ident else name
        built.pictures.append(FigureDraft(0, name or part.type, src or None))
        return
    kind = f"{part.type}, {len(data):,} B"
    about = f"{name} ({kind})" if name else kind
    if part.type.startswith(("text/", "message/")) and len(data) <= _LONGEST_ATTACHED:
        words = readable(data, part.parameters.get("charset", "")).text.strip()
        about = f"{about}\n{words}" if words else about
    built.asides.append(AsideDraft(AsideKind.ATTACHMENT, about))


def _joined(bodies: Iterable[Body]) -> Body:
    """Set bodies below one another."""
    parts: list[str] = []
    length = 0
    quotes: list[QuoteDraft] = []
    figures: list[FigureDraft] = []
    links: list[LinkDraft] = []
    asides: list[AsideDraft] = []
    for body in bodies:
        if body.text:
            parts.append(body.text)
        by = length + 2 if length and body.text else length
        length = by + len(body.text)
        quotes += [
            replace(
                each,
                start=each.start + by,
                end=each.end + by,
                words_start=each.words_start + by,
                words_end=each.words_end + by,
            )
            for each in body.quotes
        ]
        figures += [replace(each, at=each.at + by) for each in body.figures]
        links += [replace(each, start=each.start + by, end=each.end + by) for each in body.links]
        asides += body.asides
    return Body("\n\n".join(parts), tuple(quotes), tuple(figures), tuple(links), tuple(asides))


def _aside(node: Node) -> AsideKind | None:
    return AsideKind.SIGNATURE if not _SIGNATURES.isdisjoint(classes(node)) else None


def _skip(node: Node) -> bool:
    return node.tag == "img" and attribute(node, "height") in ("0", "1")


_RULES = Rules(aside=_aside, skip=_skip)


def _lying(declared: str, encoding: str) -> Finding:
    return finding(
        "mail-charset-lies",
        Severity.INFO,
        "A mail says that it is written in {declared}, but it is not; it was read as {encoding}.",
        declared=declared[:60],
        encoding=encoding,
    )
