"""Looking at pictures: what is shown of them, and that hostile ones do no harm."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from db import pictures
from db.importing.workers import Workers
from db.pictures import NotAPicture, look_at


def drawn(
    kind: str, size: tuple[int, int] = (30, 20), mode: str = "RGB", **options: object
) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "white").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_usual_kinds_are_shown(kind: str) -> None:
    shown = look_at(drawn(kind), "a")
    assert shown.media_type == f"image/{kind.lower()}"
    assert (shown.width, shown.height) == (30, 20)
    with Image.open(io.BytesIO(shown.scaled)) as copy:
        assert copy.size == (shown.scaled_width, shown.scaled_height) == (30, 20)


def test_a_large_picture_is_scaled_down() -> None:
    shown = look_at(drawn("JPEG", (4_000, 1_000)), "a")
    assert (shown.width, shown.height) == (4_000, 1_000)
    assert (shown.scaled_width, shown.scaled_height) == (1_200, 300)


def test_a_picture_that_lies_on_its_side_stands_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    shown = look_at(drawn("JPEG", (40, 20), exif=exif), "a")
    assert (shown.width, shown.height) == (20, 40)
    assert (shown.scaled_width, shown.scaled_height) == (20, 40)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_any_mode_of_colours_is_shown(mode: str) -> None:
    assert look_at(drawn("PNG", mode=mode), "a").scaled


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 50,000 by 50,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 60_000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        drawn("BMP"),
        drawn("PNG")[:60],
        drawn("JPEG")[:200],
        bomb(),
        bomb()[:40],
    ],
)
def test_anything_else_is_refused_with_the_reason(data: bytes) -> None:
    with pytest.raises(NotAPicture) as caught:
        look_at(data, "a.png")
    assert caught.value.headline.startswith("a.png ")


def test_too_many_bytes_are_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    with pytest.raises(NotAPicture, match="too large"):
        look_at(drawn("PNG"), "a")


def test_a_worker_looks_and_goes_on_after_a_bad_one() -> None:
    with Workers(1) as pool:
        with pytest.raises(NotAPicture):
            pool.look_at(b"none", "a")
        assert pool.look_at(drawn("PNG"), "b").width == 30


def test_a_copy_to_look_at_closely_is_as_large_as_the_original() -> None:
    shown = look_at(drawn("JPEG", (1500, 40)), "a", whole=True)
    assert (shown.scaled_width, shown.scaled_height) == (1500, 40)
