"""Threads come in by files, folders, drops, the clipboard and the sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from db.records import ImportStatus
from desktop.inputs import Order, Pasted
from desktop.theme import tokens_of
from desktop.windows import pasting
from desktop.windows.dialogs.import_files import ImportFiles
from tests.desktop.windows.house import SAMPLE, TITLE, files_as_data

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desktop.windows.house import House


@pytest.fixture
def empty(house: House) -> House:
    house.start()
    return house


def variants(folder: Path, count: int) -> list[Path]:
    """Threads that differ in their title."""
    text = SAMPLE.read_text(encoding="utf-8")
    files: list[Path] = []
    for number in range(count):
        file = folder / f"thread-{number}.txt"
        file.write_text(text.replace(TITLE, f"第{number}座钟的故事"), encoding="utf-8")
        files.append(file)
    return files


def report(house: House) -> list[tuple[ImportStatus, str | None]]:
    return [(one.status, one.error) for one in house.window.panes.report_model.outcomes]


def test_files_of_the_command_line(house: House) -> None:
    window = house.start(SAMPLE)
    house.wait(lambda: window.reading.thread_id is not None)
    assert house.titles() == [TITLE]


def test_a_file_chosen_in_the_dialog(empty: House) -> None:
    empty.act("open_files")
    dialog = empty.dialog(QFileDialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.filesSelected.emit([str(SAMPLE)])
    dialog.close()
    empty.wait(lambda: empty.window.reading.thread_id is not None)
    assert empty.titles() == [TITLE]
    assert empty.window.settings.last_folder == str(SAMPLE.parent)


def test_what_completes_a_name_in_the_dialog_can_be_read(empty: House) -> None:
    empty.act("open_files")
    dialog = empty.dialog(QFileDialog)
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    assert field is not None, "the dialog is our own here"
    completer = field.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    popup.ensurePolished()
    paper = popup.palette().color(popup.backgroundRole())
    assert paper.name() == tokens_of(empty.window.settings.theme).raised.lower()
    assert paper.alpha() == 255
    dialog.close()


def test_a_folder_with_all_that_is_in_it(empty: House) -> None:
    below = empty.folder / "saved" / "deeper"
    below.mkdir(parents=True)
    variants(below.parent, 2)
    (below / "another.txt").write_bytes(SAMPLE.read_bytes())
    empty.import_files(below.parent)
    assert len(empty.titles()) == 3
    assert empty.window.reading.thread_id is None
    assert empty.window.panes.imports.text() == "3 added"
    told = [empty.window.panes.report_model.index(row).data() for row in range(3)]
    assert [words.partition(":")[0] for words in told] == [
        "deeper/another.txt",
        "thread-0.txt",
        "thread-1.txt",
    ]


def test_a_folder_is_chosen_and_then_how(empty: House) -> None:
    folder = empty.folder / "saved"
    folder.mkdir()
    variants(folder, 2)
    empty.act("import_folder")
    choose = empty.dialog(QFileDialog)
    choose.filesSelected.emit([str(folder)])
    choose.close()
    dialog = empty.dialog(ImportFiles)
    assert dialog.order() == Order((folder,))
    dialog.add([folder, SAMPLE])
    dialog.ways.reader.setCurrentIndex(dialog.ways.reader.findData("kantie-text"))
    dialog.ways.encoding.setCurrentIndex(1)
    order = Order((folder, SAMPLE), "kantie-text", "UTF-8")
    assert dialog.order() == order
    (do,) = (one for one in dialog.findChildren(QPushButton) if one.text() == "Import")
    dialog.ways.encoding.setEditText("no-such")
    assert not do.isEnabled()
    dialog.ways.encoding.setEditText("utf8")
    assert do.isEnabled()
    assert dialog.order().encoding == "utf8"
    dialog.list.selectAll()
    (remove,) = (one for one in dialog.findChildren(QPushButton) if one.text() == "Remove")
    remove.click()
    assert not do.isEnabled()
    dialog.add([folder])
    do.click()
    empty.wait(lambda: not empty.window.long_jobs.busy)
    empty.settle()
    assert len(empty.titles()) == 2


def test_the_same_file_again_says_so_and_opens_it(empty: House) -> None:
    empty.import_files(SAMPLE)
    empty.window.reading.close()
    empty.import_files(SAMPLE)
    empty.wait(lambda: empty.window.reading.thread_id is not None)
    assert report(empty) == [(ImportStatus.UNCHANGED, None)]
    assert len(empty.titles()) == 1


def test_files_are_dropped(empty: House) -> None:
    empty.drop(files_as_data([SAMPLE]))
    empty.wait(lambda: empty.window.reading.thread_id is not None)
    assert empty.titles() == [TITLE]
    assert empty.window.panes.veil.isHidden()


def test_text_is_dropped(empty: House) -> None:
    data = QMimeData()
    data.setText(SAMPLE.read_text(encoding="utf-8"))
    empty.drop(data)
    assert empty.titles() == [TITLE]


def test_an_address_is_not_fetched(empty: House) -> None:
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/thread")])
    empty.drop(data)
    assert empty.titles() == []
    assert "address" in empty.message()


def test_kinds_that_are_not_read_get_a_plain_answer(empty: House) -> None:
    picture = empty.folder / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    nothing = empty.folder / "nothing.txt"
    nothing.write_bytes(b"")
    empty.drop(files_as_data([picture, nothing, SAMPLE]))
    by_status = sorted(report(empty), key=str)
    assert [status for status, _ in by_status].count(ImportStatus.REFUSED) == 2
    sentences = " ".join(error or "" for _, error in by_status)
    assert "picture.png" in sentences
    assert "nothing.txt is empty" in sentences
    assert empty.window.panes.imports._list.isVisible()
    assert empty.titles() == [TITLE]


def test_a_copied_page_is_pasted(empty: House) -> None:
    QApplication.clipboard().setText(SAMPLE.read_text(encoding="utf-8"))
    empty.act("paste")
    empty.wait(lambda: empty.window.reading.thread_id is not None)
    head = empty.window.reading.head
    assert head is not None
    assert head.summary.title == TITLE
    assert head.captures[0].file_name.startswith("pasted-")


def copied_page(html: str, text: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(html)
    if text:
        data.setText(text)
    return data


def test_a_page_that_no_reader_knows_as_html_is_read_as_text(empty: House) -> None:
    page = copied_page("<p>甲</p>", SAMPLE.read_text(encoding="utf-8"))
    QApplication.clipboard().setMimeData(page)
    empty.act("paste")
    empty.wait(lambda: empty.window.reading.thread_id is not None)
    head = empty.window.reading.head
    assert head is not None
    assert head.captures[0].file_name.startswith("pasted-")
    assert head.captures[0].file_name.endswith(".txt")


def test_the_html_of_a_page_goes_before_its_text() -> None:
    (pasted,) = pasting.inputs_of(copied_page("<p>甲</p>", "甲"))
    assert isinstance(pasted, Pasted)
    assert pasted.name.endswith(".html")
    assert "甲" in pasted.data.decode()
    assert pasted.otherwise is not None
    assert pasted.otherwise.name == pasted.name.replace(".html", ".txt")
    assert pasted.otherwise.data.decode() == "甲"
    (alone,) = pasting.inputs_of(copied_page("<p>甲</p>", ""))
    assert isinstance(alone, Pasted)


def test_what_was_pasted_and_refused_is_not_called_by_a_name_nobody_gave(empty: House) -> None:
    empty.drop(copied_page("<p>x</p>", "no thread"))
    assert empty.message().startswith("What was pasted was not imported. The pasted page is no")
    assert "pasted-" not in empty.message()


def test_a_picture_alone_gets_a_plain_answer(empty: House) -> None:
    picture = QImage(4, 4, QImage.Format.Format_RGB32)
    picture.fill(0)
    data = QMimeData()
    data.setImageData(picture)
    data.setHtml('<img src="https://example.org/a.png">')  # as browsers copy it
    QApplication.clipboard().setMimeData(data)
    empty.act("paste")
    assert empty.message().startswith("This is a picture alone; nothing was imported.")
    assert empty.titles() == []


def test_copied_files_are_pasted(empty: House) -> None:
    QApplication.clipboard().setMimeData(files_as_data([SAMPLE]))
    empty.act("paste")
    empty.wait(lambda: empty.window.reading.thread_id is not None)
    assert empty.titles() == [TITLE]


def test_an_empty_clipboard(empty: House) -> None:
    QApplication.clipboard().clear()
    empty.act("paste")
    assert "clipboard holds no text" in empty.message()


def test_half_a_character_on_the_clipboard(empty: House) -> None:
    data = QMimeData()
    data.setText("\ud800 no thread")
    empty.drop(data)
    ((status, error),) = report(empty)
    assert status is ImportStatus.REFUSED
    assert error


def test_what_is_dropped_meanwhile_waits_its_turn(empty: House) -> None:
    empty.window.import_files(variants(empty.folder, 6))
    empty.window.import_files([SAMPLE])
    empty.wait(lambda: not empty.window.long_jobs.busy)
    empty.settle()
    assert len(empty.titles()) == 7


def test_an_import_is_stopped_and_what_came_in_stays(empty: House) -> None:
    files = variants(empty.folder, 60)
    empty.window.import_files(files)
    model = empty.window.panes.report_model
    empty.wait(lambda: model.rowCount() >= 3)
    empty.window.panes.imports.cancel_requested.emit()
    empty.wait(lambda: not empty.window.long_jobs.busy)
    empty.settle()
    assert 3 <= len(empty.titles()) < len(files)
    assert len(empty.titles()) == model.rowCount()
    assert empty.window.panes.imports.text().startswith("Stopped")
