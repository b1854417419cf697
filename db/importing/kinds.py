"""What a file is that no reader reads: named by its first bytes, or by how its text begins.

Only to say why a file is refused; a file that is named here is never guessed at.
"""

from __future__ import annotations

import re

from db.importing.boards.tolerant_json import below_comments

_HEAD = 4_096

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"\0\0\1\0", "ICO"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\0", "XZ"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
    (b"{\\rtf", "RTF"),
    (b"ID3", "MP3"),
    (b"OggS", "Ogg"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"WARC/", "WARC"),
    (b"bplist00", "webarchive"),
)
IMAGES = frozenset((
    "PNG", "JPEG", "GIF", "BMP", "TIFF", "HEIC", "WEBP", "ICO",
))  # fmt: skip
"""The kinds that are pictures."""
# Two letters may begin a text, too: these need a zero byte near them.
_SHORT = frozenset((b"BM", b"MZ", b"ID3", b"BZh"))
_ZIPPED = (
    (b"word/", "DOCX"),
    (b"xl/", "XLSX"),
    (b"ppt/", "PPTX"),
    (b"mimetypeapplication/epub", "EPUB"),
    (b"mimetypeapplication/vnd.oasis", "OpenDocument"),
    (b"datapackage.json", "WACZ"),
)

_HTML = re.compile(
    r"(?:<\?xml[^>]{0,200}>\s{0,9})?(?:<!--.{0,3000}?-->\s{0,9})?"
    r"<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_INSIDE = re.compile(
    r"<(?:html|body|div|table|script|meta|p|br)\b[^<>]{0,200}>", re.IGNORECASE
)
# dialects of Markdown hold posts that are HTML, and in copied pages people write about it
_MARKDOWN = re.compile(r"---[ \t]*\n|#{1,6} \S|\*{3,9}[ \t]*\n|-{3,9}[ \t]*\n")
_COPIED = re.compile(
    r"(?:^|\n)(?:[\w.-]{1,60} \| \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC \| #\d"
    r"|查看[:：] ?\d{1,9} ?[|｜] ?回[复復覆]|.{0,200}\[(?:复制链接|複製鏈接)\]"
    r"|※ 發信站: |[发發]信站: |.{0,40}(?:发表于|發表於) \d{4}-\d{1,2}-\d{1,2} )"
)
_MHTML = re.compile(
    r"(?:^|\n)(?:From: ?\"?<(?:Saved by |由 )|Snapshot-Content-Location: ?\S)", re.IGNORECASE
)
_RELATED = re.compile(r"(?:^|\n)Content-Type: ?multipart/related", re.IGNORECASE)
# mail with images in its text is of related parts, too
_SENT = re.compile(r"(?:^|\n)(?:To|Received|Message-ID|Delivered-To): ?\S", re.IGNORECASE)
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,40}: ?\S")
_JSON = re.compile(r'(?:\[\s{0,99}){0,2}\{\s{0,99}"(?:[^"\\\n]|\\.){0,100}"\s{0,9}:')
_MAIL = re.compile(
    r"(?:^|\n)(?:Message-ID|Received|MIME-Version|Return-Path|X-Mailer): ?\S", re.IGNORECASE
)
_MAIL_HEADS = re.compile(r"(?:^|\n)(From|To|Subject|Date|In-Reply-To): ?\S", re.IGNORECASE)
_XML = re.compile(r"<\?xml[\s>]|<(?:rss|feed)\b", re.IGNORECASE)


def kind_of_bytes(data: bytes) -> str | None:
    """Name the kind of a file that is no text, by its first bytes."""
    head = data[:_HEAD]
    for magic, name in _MAGIC:
        if head.startswith(magic) and (magic not in _SHORT or b"\0" in head):
            return _zipped(head) if name == "ZIP" else name
    if head[4:8] == b"ftyp":
        return "HEIC" if head[8:12] in (b"heic", b"heix", b"mif1", b"avif") else "MP4"
    if head.startswith(b"RIFF") and head[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return head[8:12].decode("ascii").strip()
    if head[257:262] == b"ustar":
        return "TAR"
    return None


def _zipped(head: bytes) -> str:
    return next((name for inside, name in _ZIPPED if inside in head), "ZIP")


def kind_of_text(text: str) -> str | None:
    """Name the kind of a text that is markup, mail or data."""
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    # asked first: posts inside of it are HTML
    if _JSON.match(below_comments(text[: 2 * _HEAD]).lstrip()):
        return "JSON"
    if _MHTML.search(head) or (_RELATED.search(head) and not _SENT.search(head)):
        return "MHTML"
    if _HTML.match(head) or (not _is_copied(head) and len(_HTML_INSIDE.findall(head)) >= 8):
        return "HTML"
    if _XML.match(head):
        return "XML"
    if head.startswith("From ") and "\n" in head and _HEADER.match(head.split("\n", 2)[1]):
        return "mbox"
    if _HEADER.match(head) and _is_mail(head):
        return "EML"
    if _is_json(text):
        return "JSON"
    return None


def is_mail(data: bytes) -> bool:
    """Tell whether bytes are mail, by its fields alone: its words may be in any encoding."""
    head = data[:_HEAD]
    if not head or head[:1] in b"{[<" or kind_of_bytes(head) is not None:
        return False
    return kind_of_text(head.decode("latin-1").replace("\r\n", "\n")) == "EML"


def _is_copied(head: str) -> bool:
    """Whether a text is Markdown or a page copied as text, whatever tags stand in its posts."""
    if head.startswith("<"):
        return False
    return _MARKDOWN.match(head) is not None or _COPIED.search(head) is not None


def _is_mail(head: str) -> bool:
    """Whether a text that begins with a field has those of mail."""
    head = head.partition("\n\n")[0]
    if _MAIL.search(head):
        return True
    return len({name.lower() for name in _MAIL_HEADS.findall(head)}) >= 3


def _is_json(text: str) -> bool:
    """Whether a text opens and closes like JSON, perhaps below comments."""
    head = below_comments(text[:_HEAD]).lstrip()
    if not re.match(r"\{\s{0,99}[\"}]|\[\s{0,99}[\[{\"\]\d-]", head):
        return False
    return text[-_HEAD:].rstrip().endswith(("}", "]"))
