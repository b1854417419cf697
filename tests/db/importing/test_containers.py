"""Containers of any bytes: never an error, never slow, never more than the limits say."""

from __future__ import annotations

import errno
import gzip
import io
import time
from typing import TYPE_CHECKING, BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import NotAThread
from db.importing.containers.parts import Document, Limits, Picture
from db.importing.containers.reading import Meter, TooMuch
from db.importing.containers.unpacking import CONTAINERS, HEAD_BYTES, container_of, unpack
from db.importing.documents import page_of
from db.importing.page import Medium, Origin
from db.importing.preparing import prepare_bytes
from tests.packed import PAGE, PIXEL, Part, answer, mhtml, opened, record, warc, zipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from db.records import Finding

PACKED = PAGE.encode()
HTML = Part("text/html", PACKED, "https://ferry.example/t/7", "quoted-printable")
PICTURE = Part("image/png", PIXEL, "https://ferry.example/a.png")
SOUND = {
    "mhtml": mhtml([HTML, PICTURE, HTML]),
    "warc": warc([record(answer(PACKED)), record(answer(PIXEL, "image/png"))]),
    "warc-plain": warc([record(answer(PACKED)) for _ in range(3)], packed=False),
    "zip": zipped({"a.html": PACKED, "a_files/b.png": PIXEL, "c.html.gz": gzip.compress(PACKED)}),
    "gzip": gzip.compress(PACKED) + gzip.compress(PACKED),
    "nested": zipped({"a.mhtml": mhtml([HTML]), "b.warc.gz": warc([record(answer(PACKED))])}),
}


@pytest.mark.parametrize("name", SOUND)
def test_all_kinds_are_known_by_their_beginning(name: str) -> None:
    found = container_of(SOUND[name][:HEAD_BYTES], "saved")
    assert found is not None
    assert found.name == {"warc-plain": "warc", "nested": "zip"}.get(name, name)
    assert found.title
    assert found.keys


def test_names_are_one_of_a_kind() -> None:
    names = [each.name for each in CONTAINERS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("data", [b"", b"words", PACKED, PIXEL, b"\x1f", b"PK", b"WARC"])
def test_what_is_none(data: bytes) -> None:
    assert container_of(data, "saved.html") is None


def all_of(data: bytes, name: str, limits: Limits) -> list[Document | Picture | Finding]:
    """Open bytes as every kind of container, whether or not they look like it."""
    origin = Origin(name)
    return [
        part
        for container in CONTAINERS
        for part in unpack(io.BytesIO(data), origin, container, limits)
    ]


SMALL = Limits(total=300_000, each=100_000, parts=50)


@settings(max_examples=300)
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_damaged_containers_raise_nothing(name: str, data: st.DataObject) -> None:
    damaged = bytearray(SOUND[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        size = data.draw(st.integers(0, 12))
        damaged[at : at + size] = data.draw(st.binary(max_size=12))
        if not damaged:
            return
    cut = data.draw(st.integers(0, 40))
    found = all_of(bytes(damaged[: len(damaged) - cut]), "saved.mhtml", SMALL)
    assert sum(len(each.data) for each in found if isinstance(each, (Document, Picture))) <= (
        len(CONTAINERS) * SMALL.total
    )
    for each in found:
        if isinstance(each, Document):
            try:
                page_of(each)
            except NotAThread:
                continue


@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing(data: bytes) -> None:
    for head in (b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"WARC/1.0\r\n", b""):
        all_of(head + data, "saved", SMALL)


@given(st.sampled_from(sorted(SOUND)), st.integers(1, 400))
def test_a_damaged_container_is_imported_or_refused(name: str, cut: int) -> None:
    try:
        threads = prepare_bytes(SOUND[name][:-cut], "saved.mhtml").threads
    except NotAThread:
        return
    assert threads


def test_a_disk_that_fails_is_no_damage() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 20 or size == 65_536:
                raise OSError(errno.EIO, "Input/output error")
            return super().read(size)

        def readline(self, size: int | None = -1, /) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    for name, data in SOUND.items():
        container = container_of(data[:HEAD_BYTES], "saved")
        assert container is not None
        with pytest.raises(OSError, match="Input/output"):
            list(unpack(cast("BinaryIO", Failing(data)), Origin(name), container))


def test_a_meter() -> None:
    meter = Meter(Limits(total=10, parts=1))
    meter.part()
    meter.spend(10)
    with pytest.raises(TooMuch):
        meter.part()
    with pytest.raises(TooMuch):
        meter.spend(1)


NOISE = bytes(range(256))
SIZED: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "mhtml of many parts": (150, lambda n: mhtml([HTML] + [PICTURE] * n)),
    "mhtml of one large part": (
        300,
        lambda n: mhtml([Part("text/html", PACKED * n, encoding="quoted-printable")]),
    ),
    "mhtml of boundaries": (4_000, lambda n: mhtml([HTML], closed=False) + b"----x\r\n" * n),
    "mhtml that is one line": (200_000, lambda n: mhtml([HTML], closed=False) + b"=" * n),
    "mhtml of folded heads": (
        4_000,
        lambda n: mhtml([HTML, Part("text/css;" + "\r\n z" * n, b"p{}")]),
    ),
    "mhtml of equal signs": (
        20_000,
        lambda n: mhtml([Part("image/png", b"=A" * n, encoding="8bit")]).replace(
            b"8bit", b"base64"
        ),
    ),
    "zip of many members": (300, lambda n: zipped({f"{i}.html": PACKED for i in range(n)})),
    "zip of deep folders": (
        60,
        lambda n: zipped({f"{'a/' * 300}{i}.png": PIXEL for i in range(n)}),
    ),
    "gzip of many members": (400, lambda n: gzip.compress(PACKED) * n),
    "gzip of false beginnings": (3_000, lambda n: gzip.compress(PACKED) + b"\x1f\x8b\x08" * n),
    "warc of many records": (150, lambda n: warc([record(answer(PACKED))] * n)),
    "warc of blank lines": (30_000, lambda n: record(answer(PACKED)) + b"\r\n" * n),
    "warc of no records": (10_000, lambda n: record(answer(PACKED)) + b"WARC/1.0\r\n\r\n" * n),
    "warc of false beginnings": (
        2_000,
        lambda n: warc([record(answer(PACKED))]) + b"\x1f\x8b\x08\x00" * n,
    ),
    "warc of chunks": (
        6_000,
        lambda n: record(
            answer(b"1\r\nx\r\n" * n + b"0\r\n\r\n", fields="Transfer-Encoding: chunked\r\n")
        ),
    ),
    "warc of noise": (300, lambda n: b"WARC/1.0\r\n" + NOISE * n),
}


def spent(data: bytes) -> float:
    start = time.process_time()
    opened(data, "saved.mhtml")
    return time.process_time() - start


@pytest.mark.parametrize("name", SIZED)
def test_sixteen_times_the_bytes_take_about_sixteen_times_the_time(name: str) -> None:
    size, made = SIZED[name]
    once = min(spent(made(size)) for _ in range(3))
    for times in (4, 16):
        # as in test_linear.py: a square would be four times as much
        more = min(spent(made(size * times)) for _ in range(2))
        assert more < 2.2 * times * max(once, 0.004), (once, more)


@pytest.mark.parametrize("words", ["<p>渡口</p>", "作者 heron 看板 Boat<br>", "plain words"])
def test_what_a_container_says_of_a_page_goes_before_a_guess(words: str) -> None:
    document = Document(words.encode(), Origin("a"), "text/html")
    assert page_of(document)[0].medium is Medium.HTML
