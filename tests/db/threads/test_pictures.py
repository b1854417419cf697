"""Attaching pictures to the places where images stood, and taking them away again."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from db import integrity, store
from db.errors import NotFound
from db.importing import pipeline
from db.pictures import look_at
from db.records import Block, PictureId, ThreadId
from db.threads import editing, erasing, pictures, reading
from db.threads.pictures import NOTHING, Attached, FigureKey
from tests.builders import make_capture

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from db.store import Store

PAGE = make_capture(1, 4).decode()
THREAD = ThreadId(1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    with closing(store.create(tmp_path / "a.beilin")) as opened:
        pipeline.import_bytes(opened, PAGE.encode(), "a.txt")
        yield opened


def picture(colour: str, size: tuple[int, int] = (8, 6)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def place(library: Store) -> FigureKey:
    blocks = reading.head(library, THREAD).blocks
    figure = next(block.figure for block in blocks if block.figure is not None)
    return FigureKey(article=True, id=figure)


def missing(library: Store) -> int:
    return reading.summaries(library, [THREAD])[THREAD].missing_images


def test_a_picture_is_attached_undone_and_done_again(library: Store) -> None:
    data = picture("red")
    figure = place(library)
    before_missing = missing(library)
    done = pictures.attach(library, figure, data, look_at(data, "a"), "red.png")
    before, after = done.value
    assert before == NOTHING
    assert (after.by, after.origin) == ("reader", "red.png")
    assert after.picture is not None
    assert done.changes.threads == {THREAD}
    assert pictures.original(library, after.picture) == data
    assert pictures.scaled(library, after.picture)
    told = pictures.info(library, after.picture)
    assert (told.media_type, told.width, told.height, told.bytes) == ("image/png", 8, 6, len(data))
    assert missing(library) == before_missing - 1
    block = next(each for each in reading.head(library, THREAD).blocks if each.figure == figure.id)
    assert (block.image, block.picture) == ("attached", after.picture)
    assert pictures.put(library, figure, before).value == (after, NOTHING)
    assert missing(library) == before_missing
    assert pictures.put(library, figure, after).value == (NOTHING, after)
    assert integrity.check(library).ok


def test_the_same_picture_is_kept_once(library: Store) -> None:
    data = picture("blue")
    figure = place(library)
    first = pictures.attach(library, figure, data, look_at(data, "a"), "a").value[1]
    second = pictures.attach(library, figure, data, look_at(data, "a"), "b").value[1]
    assert first.picture == second.picture
    other = picture("green")
    before, _ = pictures.attach(library, figure, other, look_at(other, "a"), "c").value
    assert before == second


def test_damaged_bytes_of_a_picture_are_found(library: Store) -> None:
    data = picture("red")
    pictures.attach(library, place(library), data, look_at(data, "a"), "a")
    assert integrity.check(library).originals.verified == 2
    with library.write() as connection:
        connection.exec_driver_sql("UPDATE picture_chunk SET data = zeroblob(length(data))")
    report = integrity.check(library)
    assert [each.code for each in report.findings] == ["picture-damaged"]
    assert report.originals.damaged == 1


def test_a_place_or_picture_that_is_not_there_is_said(library: Store) -> None:
    with pytest.raises(NotFound):
        pictures.put(library, FigureKey(article=False, id=99), NOTHING)
    with pytest.raises(NotFound):
        pictures.put(library, place(library), Attached(PictureId(9), "reader", "a"))
    with pytest.raises(NotFound):
        pictures.original(library, PictureId(9))
    assert pictures.scaled(library, PictureId(9)) is None


def test_emptying_the_trash_takes_pictures_with_it(library: Store) -> None:
    data = picture("red", (50, 50))
    figure = place(library)
    attached = pictures.attach(library, figure, data, look_at(data, "a"), "secret-name.png")
    assert attached.value[1].picture is not None
    editing.trash(library, THREAD)
    assert erasing.empty_trash(library).value.complete
    with library.read() as connection:
        for table in ("picture", "picture_chunk", "picture_scaled", "figure", "import_item"):
            count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608
            assert count == 0, table
    content = library.place.read_bytes()
    assert data not in content
    assert b"secret-name" not in content


def as_captured(library: Store, data: bytes) -> PictureId:
    """Let a picture stand in the place as one that came with a capture: not decoded yet."""
    with library.write() as connection:
        kept = pictures.keep(connection, data, "image/png", None)
    pictures.put(library, place(library), Attached(kept, pictures.BY_CAPTURE, "a.png"))
    return kept


def shown_block(library: Store) -> Block:
    return next(each for each in reading.head(library, THREAD).blocks if each.figure is not None)


def test_a_captured_picture_is_decoded_later_and_its_copy_kept(library: Store) -> None:
    data = picture("green", (30, 20))
    kept = as_captured(library, data)
    block = shown_block(library)
    assert (block.picture, block.width, block.height) == (kept, None, None)
    assert pictures.scaled(library, kept) is None
    shown = look_at(data, "a")
    pictures.keep_scaled(library, kept, shown)
    assert pictures.scaled(library, kept) == shown.scaled
    block = shown_block(library)
    assert (block.width, block.height) == (30, 20)
    pictures.keep_scaled(library, kept, shown)
    assert integrity.check(library).ok


def test_one_that_cannot_be_decoded_is_remembered(library: Store) -> None:
    kept = as_captured(library, b"no picture")
    pictures.keep_scaled(library, kept, None)
    block = shown_block(library)
    assert (block.width, block.height) == (0, 0)
    assert pictures.scaled(library, kept) is None
    assert pictures.original(library, kept) == b"no picture"
    assert integrity.check(library).ok
