"""Web archives: which records are pages and pictures, and what is had of damaged ones."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from urllib.parse import urlunsplit

import pytest

from db.importing.containers.http_body import unchunked, unpacked
from db.importing.containers.parts import Limits
from db.importing.documents import page_of
from tests.packed import PAGE, PIXEL, answer, opened, record, warc, zipped

PACKED = PAGE.encode()
PAGES = [record(answer(PACKED), f"https://ferry.example/t/7?page={n}") for n in range(3)]


@pytest.mark.parametrize("packed", [True, False])
def test_answers_are_pages_and_pictures(packed: bool) -> None:
    records = [
        record(b"software: invented\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        PAGES[0],
        record(answer(PIXEL, "image/png"), "https://ferry.example/a.png"),
        record(answer(b"p{}", "text/css"), "https://ferry.example/a.css"),
        record(answer(b"moved", status="301 Moved"), "https://ferry.example/old"),
        record(answer(b""), kind="revisit"),
        record(answer(b'{"posts": []}', "application/json"), "<https://ferry.example/t.json>"),
    ]
    found = opened(warc(records, packed=packed), "a.warc.gz")
    page, data = found.documents
    assert page.data == PACKED
    assert (page.media_type, page.charset) == ("text/html", "utf-8")
    assert page.origin.url == "https://ferry.example/t/7?page=0"
    assert page.origin.captured_at == "2024-03-05T10:11:12+00:00"
    assert page.origin.captured_from == "warc"
    assert data.origin.url == "https://ferry.example/t.json"
    (picture,) = found.pictures
    assert (picture.data, picture.names) == (PIXEL, ("https://ferry.example/a.png",))
    assert found.findings == []


def test_all_records_packed_together() -> None:
    found = opened(gzip.compress(b"".join(PAGES)))
    assert found.texts == [PAGE] * 3
    assert found.findings == []


def test_resources_and_unsaid_kinds() -> None:
    fields = "Content-Type: text/html\r\n"
    found = opened(
        warc([
            record(PACKED, urlunsplit(("file", "", "/a.html", "", "")), "resource", fields),
            record(PACKED, "urn:pageinfo:x", "resource", fields),
            record(b"HTTP/1.1 200 OK\r\n\r\n" + PACKED),
            record(b"HTTP/1.1 200 OK\r\n\r\n" + PIXEL),
            record(b"HTTP/1.1 200 OK\r\n\r\nvar x"),
            record(answer(b"")),
            record(b"no answer at all"),
            record(PACKED, "dns:ferry.example"),
        ])
    )  # fmt: skip
    assert found.texts == [PAGE] * 2
    assert len(found.pictures) == 1
    assert found.findings == []


@pytest.mark.parametrize(
    ("packing", "data"),
    [
        ("gzip", gzip.compress(PACKED, mtime=0)),
        ("x-gzip", gzip.compress(PACKED, mtime=0)),
        ("deflate", zlib.compress(PACKED)),
        ("deflate", zlib.compress(PACKED)[2:-4]),
        ("gzip", PACKED),
        ("br", PACKED),
        ("identity", PACKED),
        ("deflate, gzip", gzip.compress(zlib.compress(PACKED), mtime=0)),
    ],
)
def test_bodies_that_are_packed(packing: str, data: bytes) -> None:
    fields = f"Content-Encoding: {packing}\r\n"
    found = opened(warc([record(answer(data, fields=fields))]))
    assert found.texts == [PAGE]
    assert found.findings == []


def test_bodies_that_are_packed_otherwise() -> None:
    found = opened(warc([record(answer(bytes(range(256)), fields="Content-Encoding: br\r\n"))]))
    assert found.documents == []
    assert found.codes == ["part-packed"]


def chunks(data: bytes, size: int, end: bytes = b"0\r\n\r\n") -> bytes:
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


def test_bodies_in_chunks() -> None:
    fields = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    body = chunks(gzip.compress(PACKED), 7)
    found = opened(warc([record(answer(body, fields=fields))]))
    assert found.texts == [PAGE]
    assert found.findings == []
    cut = opened(warc([record(answer(body[:-30], fields=fields))]))
    assert PACKED.startswith(cut.documents[0].data)
    assert cut.codes == ["part-damaged"]
    assert unchunked(PACKED) == (PACKED, True)
    assert unchunked(b"5\nwords\n0\n") == (b"words", True)
    assert unchunked(b"5\r\nwords\r\nno chunk") == (b"words", False)


def test_bodies_that_are_bombs() -> None:
    bomb = gzip.compress(b"a" * (16 << 20))
    found = opened(warc([record(answer(bomb, fields="Content-Encoding: gzip\r\n")), PAGES[1]]))
    assert found.texts == [PAGE]
    assert found.codes == ["part-too-large"]
    assert unpacked(zlib.compress(b"a" * 5_000), "deflate", 4_000, 200) == (None, True)
    large = opened(warc([record(answer(b"a" * 5_000)), PAGES[1]]), limits=Limits(each=4_000))
    assert large.texts == [PAGE]
    assert large.codes == ["part-too-large"]


def test_a_bomb_of_records() -> None:
    data = gzip.compress(b"".join(PAGES) + record(answer(b"a" * (64 << 20), "text/css")))
    found = opened(data)
    assert found.texts == [PAGE] * 3
    assert found.codes == ["container-too-large"]
    assert opened(warc(PAGES), limits=Limits(parts=2)).codes == ["container-too-large"]


def test_an_archive_that_is_cut() -> None:
    whole = warc(PAGES)
    found = opened(whole[:-20])
    assert found.texts[:2] == [PAGE] * 2
    assert PACKED.startswith(found.documents[2].data)
    assert found.codes == ["part-damaged", "container-truncated"]
    plain = opened(warc(PAGES, packed=False)[:-20])
    assert plain.codes == ["part-damaged", "container-truncated"]


def test_records_behind_a_damage_are_read() -> None:
    first, second, third = (gzip.compress(each) for each in PAGES)
    found = opened(first + second[:60] + b"\xff" * 9 + second[69:] + third)
    assert found.texts[0] == found.texts[-1] == PAGE
    assert found.documents[-1].origin.url == "https://ferry.example/t/7?page=2"
    assert "container-damaged" in found.codes
    found = opened(first + b"what is no gzip" + third)
    assert found.texts == [PAGE] * 2
    assert found.codes == ["container-damaged"]


@pytest.mark.parametrize("length", ["-5", "many", "", "9" * 20, "²"])
def test_lengths_that_are_none(length: str) -> None:
    wrong = PAGES[1].replace(b"Content-Length: ", f"Content-Length: {length} was ".encode())
    found = opened(warc([PAGES[0], wrong, PAGES[2]], packed=False))
    assert found.texts == [PAGE] * 2
    assert found.codes == ["container-damaged"]


def test_lengths_that_are_wrong() -> None:
    short = record(answer(PACKED), length=60)
    found = opened(warc([short, PAGES[1]], packed=False))
    assert found.texts[-1] == PAGE
    assert found.codes == ["container-damaged"]
    long = record(answer(PACKED), length=10_000_000)
    found = opened(warc([PAGES[1], long], packed=False))
    assert found.texts[0] == PAGE
    assert found.codes == ["part-damaged", "container-truncated"]


def test_a_record_that_was_cut_when_it_was_made() -> None:
    cut = record(answer(PACKED), fields="WARC-Truncated: length\r\nWARC-Date: once\r\n")
    found = opened(warc([cut]))
    assert found.codes == ["part-damaged"]
    assert found.documents[0].origin.captured_from == "mtime"


def test_an_archive_in_a_zip() -> None:
    found = opened(
        zipped({
            "datapackage.json": b"{}",
            "archive/data.warc.gz": warc(PAGES),
            "pages/pages.jsonl": b'{"url": "https://ferry.example/t/7"}',
            "indexes/index.cdx": b"x",
        }),
        "a.wacz",
    )  # fmt: skip
    assert found.texts == [PAGE] * 3
    assert found.findings == []


CAPTURE = (
    Path(__file__).resolve().parents[4]
    / "shared/captures/warc/oneplus_marsh-cm13_3pages.DERIVED.warc.gz"
)


@pytest.mark.skipif(not CAPTURE.exists(), reason="the real captures are not beside the project")
def test_a_real_capture() -> None:
    found = opened(CAPTURE.read_bytes(), CAPTURE.name)
    pages = [page_of(document)[0] for document in found.documents]
    assert [page.url.rpartition("/")[2] for page in pages] == ["", "page-5", "page-243"]
    assert {page.origin.captured_from for page in pages} == {"warc"}
    assert sum(len(page.tree.all("li.message")) for page in pages) == 43
    # one page has a mark of its own and the label iso-8559-1
    assert {page_of(document)[1].encoding for document in found.documents} == {"utf-8"}
    assert found.findings == []
