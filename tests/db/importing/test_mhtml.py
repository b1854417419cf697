"""Pages saved as one file by a browser: the page, its pictures, and what may be wrong with them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlunsplit

import pytest

from db.importing.containers.parts import Limits
from db.importing.containers.unpacking import container_of
from db.importing.documents import page_of
from db.importing.page import Medium
from tests.packed import PAGE, PIXEL, Part, mhtml, opened

HTML = Part("text/html", PAGE.encode(), "https://ferry.example/t/7", "quoted-printable")
FRAME = Part("text/html", b"<html>an advert", "https://ads.example/", "quoted-printable")
PICTURE = Part("image/png", PIXEL, "https://ferry.example/a.png", name="pic-1@mhtml.blink")


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
def test_the_first_page_and_the_pictures(ends: str) -> None:
    found = opened(mhtml([HTML, PICTURE, FRAME, Part("text/css", b"p{}")], ends=ends), "t.mhtml")
    (document,) = found.documents
    assert document.data.replace(b"\r\n", b"\n").decode() == PAGE
    assert (document.media_type, document.charset) == ("text/html", "")
    assert document.origin.name == "t.mhtml"
    assert document.origin.url == "https://ferry.example/t/7"
    assert document.origin.captured_at == "2024-03-05T10:11:12+00:00"
    assert document.origin.captured_from == "mhtml"
    (picture,) = found.pictures
    assert picture.data == PIXEL
    assert picture.names == ("https://ferry.example/a.png", "cid:pic-1@mhtml.blink")
    assert found.findings == []


def test_a_page_of_an_older_browser() -> None:
    head = ["From: <Saved by Windows Internet Explorer 11>", "Date: Tue, 5 Mar 2024 18:11:12 +0800"]
    address = urlunsplit(("file", "", "/C:/a.htm", "", ""))
    page = Part('text/html; charset="gb2312"', "渡口的灯".encode("gbk"), address)
    (document,) = opened(mhtml([page], head=head)).documents
    assert document.charset == "gb2312"
    assert document.origin.url == address
    assert document.origin.captured_at == "2024-03-05T18:11:12+08:00"


@pytest.mark.parametrize(
    "head",
    [
        ['From: "Saved by Blink" <x@example.org>'],
        ["Snapshot-Content-Location: https://ferry.example/"],
        ["X-MimeOLE: Produced By an invented program"],
    ],
)
def test_what_is_one(head: list[str]) -> None:
    found = container_of(mhtml([HTML], head=head)[:65_536], "page.bin")
    assert found is not None
    assert found.name == "mhtml"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (["From: heron@example.org", "To: b@example.org", "Message-ID: <1@x>"], "letter.eml"),
        (["From: heron@example.org", "X-MimeOLE: y", "Received: by x"], "letter.eml"),
    ],
)
def test_a_letter_with_pictures_is_none(head: list[str], name: str) -> None:
    assert container_of(mhtml([HTML], head=head)[:65_536], name) is None


def test_pages_of_words_and_unsaid_pictures() -> None:
    words = Part("text/plain", "渡口".encode(), encoding="8bit")
    unsaid = Part("application/octet-stream", PIXEL, "https://ferry.example/b")
    other = Part("application/octet-stream", b"%PDF-1.7", "https://ferry.example/c")
    found = opened(mhtml([words, unsaid, other]))
    assert found.texts == ["渡口"]
    assert [each.names for each in found.pictures] == [("https://ferry.example/b",)]


def test_messages_inside_of_it() -> None:
    inner = b"--inner\r\nContent-Type: text/html\r\n\r\n<p>a</p>\r\n--inner--\r\nepilogue\r\n"
    part = Part('multipart/alternative; boundary="inner"', inner, encoding="7bit")
    found = opened(mhtml([part, PICTURE]))
    assert found.texts == ["<p>a</p>"]
    assert len(found.pictures) == 1
    assert found.codes == []


def test_a_file_that_is_cut() -> None:
    whole = mhtml([HTML, PICTURE, PICTURE])
    found = opened(whole[: whole.rindex(b"------Mult") - 30])
    assert [PAGE in text for text in found.texts] == [True]
    assert len(found.pictures) == 2
    assert found.codes[-1] == "container-truncated"
    assert opened(mhtml([HTML], closed=False)).codes == ["container-truncated"]


def test_no_boundary_is_told() -> None:
    data = mhtml([HTML, PICTURE]).replace(b'boundary="----MultipartBoundary', b'bound="x')
    found = opened(data)
    assert len(found.documents) == 1
    assert len(found.pictures) == 1


def test_broken_base64() -> None:
    data = mhtml([HTML, PICTURE]).replace(b"iVBOR", b"iVB*OR", 1)
    found = opened(data)
    assert found.pictures[0].data == PIXEL
    assert found.codes == ["part-damaged"]
    torn = opened(mhtml([HTML, PICTURE]).replace(b"iVBORw", b"iVB", 1))
    assert torn.codes == ["part-damaged"]
    padded = opened(mhtml([HTML, PICTURE]).replace(b"iVBORw", b"iV==OR", 1))
    assert padded.codes == ["part-damaged"]


def test_broken_quoted_printable() -> None:
    data = mhtml([HTML]).replace(b"=3D", b"=zz", 1)
    found = opened(data)
    assert "=zz" in found.texts[0]
    assert found.codes == ["part-damaged"]


def test_no_charset_is_told_and_the_page_tells_it() -> None:
    text = '<html><meta charset="big5"><p>渡船～</p></html>'
    found = opened(mhtml([Part("text/html", text.encode("cp950"))]))
    page, decoded = page_of(found.documents[0])
    assert (page.text, decoded.encoding) == (text, "cp950")
    assert page.medium is Medium.HTML


def test_parts_that_are_too_large_or_too_many() -> None:
    data = mhtml([HTML, *[PICTURE] * 9])
    assert opened(data, limits=Limits(each=60)).codes == ["part-too-large", *["part-too-large"] * 9]
    found = opened(data, limits=Limits(parts=4))
    assert len(found.pictures) == 3
    assert found.codes == ["container-too-large"]
    assert opened(data, limits=Limits(total=200)).codes == ["container-too-large"]


CAPTURE = Path(__file__).resolve().parents[4] / "shared/captures/mhtml/stackoverflow_14220321.mhtml"


@pytest.mark.skipif(not CAPTURE.exists(), reason="the real captures are not beside the project")
def test_a_real_capture() -> None:
    found = opened(CAPTURE.read_bytes(), CAPTURE.name)
    (document,) = found.documents
    page, decoded = page_of(document)
    assert (page.medium, decoded.encoding) == (Medium.HTML, "utf-8")
    assert page.url.endswith("/how-do-i-return-the-response-from-an-asynchronous-call")
    assert page.origin.captured_at == "2018-12-17T11:19:57+00:00"
    assert len(page.tree.all(".answer")) == 30
    assert len(found.pictures) == 47
    assert found.findings == []
