"""What was saved, when, and how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton

from db.records import Capture, Severity, ThreadId, finding
from db.threads import reading
from desktop.theme import DARK
from desktop.views.capture_panel import CapturePanel
from tests.db.threads.shelf import Shelf, sample_thread
from tests.desktop.rooms import (
    DECEIVER,
    MARKUP,
    capture,
    head,
    labels,
    marked_up,
    nameless,
    summary,
)

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def panel(qtbot: QtBot) -> CapturePanel:
    made = CapturePanel()
    qtbot.addWidget(made)
    made.resize(300, 700)
    made.show()
    return made


def rows(panel: CapturePanel) -> dict[str, str]:
    """What stands beside each name."""
    found: dict[str, str] = {}
    for grid in panel.findChildren(QGridLayout):
        for row in range(grid.rowCount()):
            name, value = grid.itemAtPosition(row, 0), grid.itemAtPosition(row, 1)
            shown = None if value is None else value.widget()  # pyright: ignore[reportUnnecessaryComparison]
            words = None if name is None else name.widget()  # pyright: ignore[reportUnnecessaryComparison]
            if isinstance(words, QLabel) and isinstance(shown, QLabel | QLineEdit):
                found[words.text()] = shown.text()
    return found


def test_without_a_thread_it_says_what_would_stand_here(panel: CapturePanel) -> None:
    assert labels(panel) == ["Where an open thread was saved from stands here."]
    panel.show_head(head())
    panel.show_nothing()
    assert len(labels(panel)) == 1
    panel.set_tokens(DARK)


def test_a_thread_and_its_capture(panel: CapturePanel) -> None:
    panel.show_head(head())
    found = rows(panel)
    assert found["Address"] == "https://example.org/t/1"
    assert found["Replies"] == "5 reply(s)"
    assert found["Views"] == "120"
    assert found["Latest reply"] == "2024-05-01 08:05 UTC-07:00"
    assert found["Time zone"] == "America/Los_Angeles"
    assert found["File"] == "saved 1.txt"
    assert found["Size"] == "12.06 KiB"
    assert found["Read by"] == "kantie 1"
    assert found["Encoding"] == "utf-8"
    assert found["SHA-256"] == "0123456789abcdef" * 4
    assert "Saved title" not in found
    assert "Saved address" not in found


def test_captured_values_stand_beside_edited_ones(panel: CapturePanel) -> None:
    panel.show_head(
        head(
            summary(title="我起的名"),
            captured_title="河边的石头",
            source_url="https://example.org/new",
            captured_source_url="https://example.org/old",
        )
    )
    assert rows(panel)["Saved title"] == "河边的石头"
    assert rows(panel)["Saved address"] == "https://example.org/old"


def test_what_the_page_claims_stands_beside_what_was_found(panel: CapturePanel) -> None:
    panel.show_head(head(summary(posts=5, claimed_posts=1_021)))
    assert rows(panel)["Replies"].replace(",", "") == "5 reply(s); the page says 1021"


def test_what_is_not_known_has_no_row(panel: CapturePanel) -> None:
    panel.show_head(
        head(
            summary(latest_post_at=None),
            views=None,
            timezone=None,
            source_url=None,
            captured_source_url=None,
            latest_post_text=None,
            captures=(),
        )
    )
    assert set(rows(panel)) == {"Replies"}


def test_the_newest_capture_stands_first(panel: CapturePanel) -> None:
    panel.show_head(head(captures=(capture(1), capture(2))))
    shown = [text for text in labels(panel) if text.startswith("saved ")]
    assert shown == ["saved 2.txt", "saved 1.txt"]


def test_the_original_of_each_capture_can_be_saved(panel: CapturePanel) -> None:
    wanted: list[Capture] = []
    panel.save_requested.connect(wanted.append)
    panel.show_head(head(captures=(capture(1), capture(2))))
    for button in panel.findChildren(QPushButton):
        button.click()
    assert [one.id for one in wanted] == [2, 1]


def test_findings_are_sentences_with_a_sign(panel: CapturePanel) -> None:
    findings = tuple(
        finding("x", severity, "{what} was met.", what=f"{severity.value} {MARKUP}{DECEIVER}")
        for severity in Severity
    )
    panel.show_head(head(captures=(capture(1, findings),)))
    said = [text for text in labels(panel) if text.endswith("was met.")]
    assert len(said) == 3
    assert all("\ufffd" in text and MARKUP in text for text in said)
    signs = [part for part in panel.findChildren(QLabel) if not part.pixmap().isNull()]
    assert len({part.pixmap().toImage().cacheKey() for part in signs}) == 3


def test_captured_values_are_text(panel: CapturePanel) -> None:
    panel.show_head(
        head(
            summary(title="x"),
            captured_title=MARKUP + DECEIVER,
            source_url=f"https://example.org/{MARKUP}",
            captures=(capture(1, file_name=f"{MARKUP}.txt"),),
        )
    )
    assert marked_up(panel) == []
    assert rows(panel)["Saved title"] == f"{MARKUP}甲\ufffd乙\ufffd丙\ufffd"
    for line in panel.findChildren(QLineEdit):
        read = QTextDocumentFragment.fromHtml(line.toolTip()).toPlainText()
        assert read == line.text()
        assert "<img" not in line.toolTip()


def test_values_can_be_copied_and_not_changed(panel: CapturePanel) -> None:
    panel.show_head(head())
    lines = panel.findChildren(QLineEdit)
    assert lines
    assert all(line.isReadOnly() for line in lines)


def test_every_control_is_named(panel: CapturePanel) -> None:
    panel.show_head(head())
    assert nameless(panel) == []


def test_colours_follow_the_theme_while_it_is_shown(panel: CapturePanel) -> None:
    found = finding("x", Severity.ERROR, "Something was met.")
    panel.show_head(head(captures=(capture(1, (found,)),)))
    panel.set_tokens(DARK)
    assert "Something was met." in labels(panel)


def test_a_real_thread(panel: CapturePanel, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    thread: ThreadId = shelf.add(sample_thread())
    panel.show_head(reading.head(shelf.store, thread))
    assert rows(panel)["File"] == "1.txt"
    assert "the page says more" in labels(panel)
    shelf.store.close()


def test_what_is_not_looked_at_is_built_when_it_is(qtbot: QtBot) -> None:
    made = CapturePanel()
    qtbot.addWidget(made)
    made.show_head(head())
    assert len(labels(made)) == 1
    made.show()
    assert rows(made)["File"] == "saved 1.txt"
    made.hide()
    made.show_nothing()
    made.show()
    assert len(labels(made)) == 1


def test_a_capture_is_offered_to_be_read_again_where_it_can_be_written(qtbot: QtBot) -> None:
    panel = CapturePanel()
    qtbot.addWidget(panel)
    shown = head()
    panel.show()
    panel.show_head(shown)
    assert "Read again…" not in [each.text() for each in panel.findChildren(QPushButton)]
    panel.set_writable(True)
    asked: list[object] = []
    panel.reread_requested.connect(asked.append)
    again = next(each for each in panel.findChildren(QPushButton) if each.text() == "Read again…")
    again.click()
    assert asked == [shown.captures[-1]]
    older = finding(
        "read-by-older-reader", Severity.INFO, "Read by {old}, not {new}.", old=1, new=2
    )
    panel.set_older(shown, {shown.captures[0].id: older})
    assert "Read by 1, not 2." in labels(panel)
    panel.show_head(head())
    assert "Read by 1, not 2." not in labels(panel)
