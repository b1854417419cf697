"""Kinds of file that are not read yet are called by their names."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from db.errors import NotAThread
from db.importing.kinds import kind_of_bytes, kind_of_text
from db.importing.pipeline import prepare_bytes
from tests.builders import make_capture

SHARED = Path(__file__).resolve().parents[4] / "shared" / "captures"


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "application/epub+zip" if name == "mimetype" else "x")
    return buffer.getvalue()


def tarred() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"GIF89a\x01\0", "GIF"),
        (b"BM\x36\0\0\0", "BMP"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "WEBP"),
        (b"\0\0\0\x18ftypheic", "HEIC"),
        (b"\0\0\0\x18ftypisom", "MP4"),
        (b"%PDF-1.7\n", "PDF"),
        (zipped("a.txt"), "ZIP"),
        (zipped("word/document.xml"), "DOCX"),
        (zipped("mimetype"), "EPUB"),
        (zipped("datapackage.json"), "WACZ"),
        (tarred(), "TAR"),
        (b"\x1f\x8b\x08\0", "GZIP"),
        (b"SQLite format 3\0", "SQLite"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
        (b"WARC/1.0\r\n", "WARC"),
        (b"{\\rtf1", "RTF"),
        (b"BMW is not a picture", None),
        (b"MZ here", None),
        (b"", None),
    ],
)
def test_by_the_first_bytes(data: bytes, kind: str | None) -> None:
    assert kind_of_bytes(data) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><html><body>x", "HTML"),
        ("\n  <HTML lang=zh>", "HTML"),
        ('<?xml version="1.0"?>\n<!DOCTYPE html>', "HTML"),
        ("<!--\n Page saved with SingleFile \n url: x -->\n<html>", "HTML"),
        ("<p>一</p><p>二</p><p>三</p><p>四</p><p>五</p><p>六</p><p>七</p><br>", "HTML"),
        ("From: <Saved by Blink>\nSnapshot-Content-Location: x\n", "MHTML"),
        ('<?xml version="1.0"?><rss>', "XML"),
        ("From a@b Thu Jan 1\nReceived: by x\nSubject: y\n", "mbox"),
        ("Subject: y\nMessage-ID: <1@x>\n\nhi", "EML"),
        ('{"posts": [1]}', "JSON"),
        ("[1, 2]", "JSON"),
        ('// https://example.org/api\n{"a": 1}', "JSON"),
        ("# 题\n\n## Post #1 by @a\n" + "<p>x</p>\n" * 9, None),
        ("tea | 2024-03-01 08:05:00 UTC | #1\n\n" + "<p>x</p>\n" * 9, None),
        ("河岸论坛\n查看: 12|回复: 3\n" + "<p>x</p>\n" * 9, None),
        ("<p>查看: 12|回复: 3</p>\n" + "<p>x</p>\n" * 9, "HTML"),
        ("---\ntitle: x\n---\n" + "<p>x</p>\n" * 9, None),
        ("{这不是数据}", None),
        ("[转帖] 渡口", None),
        ("1 < 2 和 <b>粗</b>", None),
        ("From 是一个词", None),
    ],
)
def test_by_how_the_text_begins(text: str, kind: str | None) -> None:
    assert kind_of_text(text) == kind


def test_a_page_in_which_somebody_writes_markup_is_a_page() -> None:
    page = make_capture(1, 3).decode().replace("1 楼\n", "1 楼\n<html><body><p>你好</p></body>", 1)
    assert kind_of_text(page) is None
    assert len(prepare_bytes(page.encode(), "a.txt").threads[0].draft.posts) == 3


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"<?xml version='1.0'?><rss/>"])
def test_the_refusal_names_the_kind(data: bytes) -> None:
    with pytest.raises(NotAThread) as refusal:
        prepare_bytes(data, "folder/page.bin")
    assert refusal.value.headline.startswith("page.bin is a file of a kind (")
