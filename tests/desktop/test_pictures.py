"""Pictures as jobs: what is shown where nothing can be written, and what is drawn at all."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from PySide6.QtCore import QSize

from db import store
from db.importing import pipeline
from db.records import PictureId, ThreadId
from db.threads import pictures, reading
from db.threads.pictures import Attached, FigureKey
from desktop.operations import Operations
from desktop.pictures import drawn
from tests.builders import make_capture
from tests.desktop.rooms import inline_jobs

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QImage

pytestmark = pytest.mark.usefixtures("qapp")


def png(width: int, height: int, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height)).save(out, "PNG")
    return out.getvalue()


def may_not_write(_place: Path) -> bool:
    return False


def captured(path: Path, data: bytes) -> PictureId:
    """A library whose first figure came with a picture that nobody decoded yet."""
    with closing(store.create(path)) as opened:
        pipeline.import_bytes(opened, make_capture(1, 3), "a.txt")
        block = next(each for each in reading.head(opened, ThreadId(1)).blocks if each.figure)
        assert block.figure is not None
        with opened.write() as connection:
            picture = pictures.keep(connection, data, "image/png", None)
        pictures.put(opened, FigureKey(True, block.figure), Attached(picture, "capture", "a"))
    return picture


@pytest.mark.parametrize("read_only", [False, True])
def test_a_picture_is_shown_where_its_copy_can_be_kept_and_where_not(
    tmp_path: Path, read_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.beilin"
    picture = captured(path, png(50, 40))
    jobs = inline_jobs()
    seen: list[QImage | None] = []
    sizes: list[tuple[int, int]] = []
    if read_only:
        monkeypatch.setattr("db.store.opening._may_write", may_not_write)
    with closing(store.open_library(path)) as opened:
        assert opened.read_only is read_only
        made = Operations(opened, jobs).pictures
        made.image(picture, QSize(25, 20)).on_success(seen.append).start()
        assert seen == [None]
        made.decode(picture, lambda width, height: sizes.append((width, height))).start()
        assert sizes == [(50, 40)]
        assert (pictures.scaled(opened, picture) is None) is read_only
        made.image(picture, QSize(25, 20)).on_success(seen.append).start()
        image = seen[-1]
        assert image is not None
        assert image.size() == QSize(25, 20)
        made.close()
    jobs.close()


def test_closing_is_no_reason_to_call_a_picture_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.beilin"
    picture = captured(path, b"no picture")
    jobs = inline_jobs()
    sizes: list[tuple[int, int]] = []
    with closing(store.open_library(path)) as opened:
        made = Operations(opened, jobs).pictures
        made.interrupt()
        made.decode(picture, lambda width, height: sizes.append((width, height))).start()
        assert sizes == []
        assert pictures.info(opened, picture).width is None
        made.close()
    jobs.close()


@pytest.mark.parametrize("data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a"])
def test_what_is_no_copy_of_ours_is_not_drawn(data: bytes) -> None:
    assert drawn(data, None).isNull()


def test_a_drawing_without_a_ground_stays_one() -> None:
    assert drawn(png(4, 4, "RGBA"), None).hasAlphaChannel()
    assert not drawn(png(4, 4), QSize(2, 2)).hasAlphaChannel()
