"""Pictures in the whole program: attached, undone, refused, decoded elsewhere, read again."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image as Pillow
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from db.threads import pictures
from desktop.models.figures import Standing
from desktop.views.thread_figures import figure_of
from desktop.windows.dialogs.link import LinkDialog
from desktop.windows.dialogs.picture_viewer import PictureViewer
from desktop.windows.dialogs.read_again import ReadAgain
from desktop.windows.following import can_be_opened
from desktop.windows.panes import CAPTURE_TAB
from desktop.windows.picturing import is_picture, source_of
from tests.desktop.windows.house import dragged

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.views.thread_figures import FigureAt
    from tests.desktop.windows.house import House
    from tests.quiet import ExpectLog

PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8" />
<title>桥洞下的字 - 河畔 - 渡口论坛 - Powered by Discuz!</title>
<meta name="generator" content="Discuz! X3.4" /></head><body id="nv_forum">
<div id="ct"><h1 class="ts"><span id="thread_subject">桥洞下的字</span></h1><div id="postlist">
<div id="post_1"><table id="pid1"><tr>
<td class="pls"><div class="authi"><a class="xw1">老丁</a></div></td>
<td class="plc"><div class="pi"><strong><a id="postnum1">楼主</a></strong><div class="authi">
<em id="authorposton1">发表于 2023-3-4 08:15:30</em></div></div>
<table><tr><td class="t_f" id="postmessage_1">桥洞下刻着字。</td></tr></table>
</td></tr></table></div>
<div id="post_2"><table id="pid2"><tr>
<td class="pls"><div class="authi"><a class="xw1">青瓦</a></div></td>
<td class="plc"><div class="pi"><strong><a id="postnum2">2</a></strong><div class="authi">
<em id="authorposton2">发表于 2023-3-4 09:15:30</em></div></div>
<table><tr><td class="t_f" id="postmessage_2">我拍过：<br />
<img src="page_files/a.png" alt="拓片" /><br />
还有一张<br />
<img src="http://img.example.org/lost.jpg" alt="远景" /><br />
看完再说。</td></tr></table>
</td></tr></table></div>
</div></div></body></html>
"""


def png(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Pillow.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def reading(house: House) -> House:
    """The program with a thread open that came with one picture and lost another."""
    folder = house.folder / "page_files"
    folder.mkdir()
    (folder / "a.png").write_bytes(png())
    page = house.folder / "page.html"
    page.write_text(PAGE, "utf-8")
    house.start()
    house.import_files(page)
    house.wait(lambda: house.window.reading.head is not None)
    house.wait(lambda: stands(house)[0].standing is Standing.SHOWN)
    return house


def stands(house: House) -> list[FigureAt]:
    """The images in sight."""
    column = house.window.panes.column.column
    assert column is not None
    found: list[FigureAt] = []
    for shown in column.shown:
        for number in range(len(shown.item.figures)):
            figure = figure_of(column, shown.row, number)
            assert figure is not None
            found.append(figure)
    return found


def choose(house: House, number: int) -> None:
    house.window.panes.column.choose_figure(stands(house)[number])


def copied(kind: str, data: bytes) -> QMimeData:
    made = QMimeData()
    made.setData(kind, data)
    return made


def paste(house: House, data: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(data)
    house.act("paste")
    house.settle()


def test_a_captured_picture_is_decoded_when_it_is_first_seen_and_kept(reading: House) -> None:
    image = stands(reading)[0].image
    assert (image.width, image.height) == (40, 30)
    assert image.picture is not None
    reading.settle()
    store = reading.operations.store
    assert pictures.scaled(store, image.picture)
    cache = reading.window.panes.column.pictures
    reading.window.panes.column.viewport().grab()
    reading.wait(lambda: cache.bytes > 0)


def test_a_pasted_picture_is_attached_undone_and_done_again(reading: House) -> None:
    assert stands(reading)[1].standing is Standing.MISSING
    choose(reading, 1)
    paste(reading, copied("image/png", png(60, 20)))
    attached = stands(reading)[1].image
    assert (attached.standing, attached.width) == (Standing.SHOWN, 60)
    stack = reading.operations.undo_stack
    assert stack.undoText() == "attach image"
    reading.act("undo")
    assert stands(reading)[1].standing is Standing.MISSING
    reading.act("redo")
    assert stands(reading)[1].image.picture == attached.picture
    choose(reading, 1)
    reading.act("detach_image")
    assert stands(reading)[1].standing is Standing.MISSING
    assert stack.undoText() == "detach image"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"GIF89a", "The pasted picture"),
        (b"no picture at all", "no picture of a kind"),
        (png()[:60], "damaged"),
    ],
)
def test_what_is_no_sound_picture_is_refused_and_nothing_changed(
    reading: House, data: bytes, said: str
) -> None:
    choose(reading, 1)
    before = stands(reading)[1].image
    paste(reading, copied("image/png", data))
    assert said in reading.message()
    assert "Nothing was attached." in reading.message()
    assert stands(reading)[1].image == before
    assert not reading.operations.undo_stack.canUndo()


def test_a_page_that_is_pasted_is_imported_though_an_image_is_chosen(reading: House) -> None:
    choose(reading, 1)
    made = QMimeData()
    made.setText("no thread, but no picture either")
    assert not is_picture(made)
    QGuiApplication.clipboard().setMimeData(made)
    assert not reading.window.picturing.paste()


def test_a_file_dropped_on_an_image_is_attached_and_elsewhere_imported(reading: House) -> None:
    file = reading.folder / "found.png"
    file.write_bytes(png(70, 50))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    window, view = reading.window, reading.window.panes.column
    point = window.mapFromGlobal(view.viewport().mapToGlobal(stands(reading)[1].box.center()))
    copy, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, dragged(QDragEnterEvent, point, data))
    QApplication.sendEvent(window, dragged(QDragMoveEvent, point, data))
    assert view.dropped_place == stands(reading)[1].place
    assert window.panes.veil.isHidden()
    away = QPoint(5, point.y())
    QApplication.sendEvent(window, dragged(QDragMoveEvent, away, data))
    assert view.dropped_place is None
    assert not window.panes.veil.isHidden()
    QApplication.sendEvent(window, QDropEvent(QPointF(point), copy, data, buttons, keys))
    reading.settle()
    reading.settle()
    assert stands(reading)[1].image.width == 70
    assert view.dropped_place is None


def test_a_picture_is_looked_at_closely_and_saved_as_it_was(reading: House) -> None:
    image = stands(reading)[0].image
    reading.window.picturing.open(image)
    viewer = reading.dialog(PictureViewer)
    reading.wait(viewer.fit_button.isEnabled)
    assert viewer.scale == 1.0
    viewer.zoom(2.0)
    assert viewer.scale == 2.0
    viewer.show_whole()
    assert viewer.scale == 1.0 / viewer.devicePixelRatioF()
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    reading.settle()
    target = reading.folder / "out.png"
    assert image.picture is not None
    reading.window.picturing._save_to(image.picture, target)
    reading.settle()
    assert target.read_bytes() == png()
    assert "out.png" in reading.message()


def test_one_that_cannot_be_decoded_is_not_tried_again(house: House) -> None:
    folder = house.folder / "page_files"
    folder.mkdir()
    (folder / "a.png").write_bytes(png()[:50])
    page = house.folder / "page.html"
    page.write_text(PAGE, "utf-8")
    house.start()
    house.import_files(page)
    house.wait(lambda: stands(house)[0].standing is Standing.UNREADABLE)
    house.settle()
    assert stands(house)[0].image.width == 0
    house.close()
    house.start()
    house.wait(lambda: house.window.reading.head is not None)
    house.settle()
    assert stands(house)[0].standing is Standing.UNREADABLE
    assert house.message() == ""


def test_a_capture_is_read_again_and_attached_pictures_stay(reading: House) -> None:
    choose(reading, 1)
    paste(reading, copied("image/png", png(60, 20)))
    head = reading.window.reading.head
    assert head is not None
    reading.window.panes.show_tab(CAPTURE_TAB)
    reading.settle()
    reading.press("Read again…", reading.window.panes.capture)
    dialog = reading.dialog(ReadAgain)
    dialog.ways.encoding.setEditText("no such encoding")
    assert not _button(dialog, "Read Again").isEnabled()
    dialog.ways.encoding.setCurrentIndex(0)
    assert _button(dialog, "Read Again").isEnabled()
    dialog.accept()
    reading.wait(lambda: not reading.window.long_jobs.busy)
    reading.settle()
    reading.settle()
    assert "Read again by discuz-html" in reading.message()
    assert [each.image.width for each in stands(reading)] == [40, 60]


def test_a_reader_that_cannot_read_it_changes_nothing(
    reading: House, expect_log: ExpectLog
) -> None:
    expect_log("not-a-thread", logger="desktop.errors")
    head = reading.window.reading.head
    assert head is not None
    reading.window.rereading._run(head.captures[0], "ptt-text", "")
    reading.wait(lambda: not reading.window.long_jobs.busy)
    reading.settle()
    assert "nothing was stored" in reading.message()
    assert len(stands(reading)) == 2


def _button(dialog: ReadAgain, words: str) -> QPushButton:
    return next(one for one in dialog.findChildren(QPushButton) if one.text() == words)


def test_a_link_is_shown_whole_before_anything_is_opened(
    reading: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("desktop.windows.following.QDesktopServices.openUrl", opened.append)
    address = "https://example.org/a?b=1"
    reading.window.panes.column.link_activated.emit(address)
    dialog = reading.dialog(LinkDialog)
    assert opened == []
    reading.press("Copy Link Address", dialog)
    assert QGuiApplication.clipboard().text() == address
    reading.window.panes.column.link_activated.emit(address)
    reading.press("Open in Browser", reading.dialog(LinkDialog))
    assert [url.toString() for url in opened] == [address]  # type: ignore[attr-defined]  # pyright: ignore


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", QUrl.fromLocalFile("/etc/passwd").toString(), "a.html", "", "https://",
     "data:text/html,a", "https://example.org/" + "a" * 3_000],
)  # fmt: skip
def test_what_is_no_address_of_the_web_cannot_be_opened(address: str) -> None:
    assert not can_be_opened(address)


def test_what_may_be_a_picture_is_told_by_name_or_kind(tmp_path: Path) -> None:
    page = QMimeData()
    page.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.html"))])
    two = QMimeData()
    two.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.png", "b.png")])
    remote = QMimeData()
    remote.setUrls([QUrl("https://example.org/a.png")])
    assert [source_of(each) for each in (None, page, two, remote)] == [None] * 4
    assert source_of(copied("image/webp", b"RIFF")) == b"RIFF"
