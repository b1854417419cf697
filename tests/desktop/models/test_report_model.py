"""The outcomes of an import, told in sentences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QTextDocumentFragment

from db.errors import NotAThread
from db.records import ImportOutcome, ImportStatus, Severity, finding
from desktop.models.outcome_words import Asked, reason, sentence, status_word, summary, told
from desktop.models.report_model import ReportModel
from desktop.models.roles import Role
from tests.desktop.rooms import DECEIVER, MARKUP, inserted_rows, watched

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def model() -> ReportModel:
    return watched(ReportModel())


def test_an_empty_report(model: ReportModel) -> None:
    assert model.rowCount() == 0
    assert model.text() == "Nothing was imported"
    assert model.data(QModelIndex()) is None


def test_rows_come_in_batches(model: ReportModel) -> None:
    added = ImportOutcome("/a/b.txt", ImportStatus.ADDED, title="河边的石头")
    refused = ImportOutcome("C:\\a\\c.txt", ImportStatus.REFUSED, error="It is empty.")
    inserted = inserted_rows(model)
    for batch in ([added, refused], [], [added]):
        model.add(batch)
    assert inserted == [(0, 1), (2, 2)]
    assert model.outcomes == [added, refused, added]
    assert model.counts[ImportStatus.ADDED] == 2
    index = model.index(1)
    words = "c.txt: refused — It is empty."
    assert index.data() == words
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == words
    assert index.data(Role.VALUE) == refused
    assert index.data(Role.KIND) is None
    assert model.rowCount(index) == 0
    lines = model.text().split("\n")
    assert lines[0] == "2 added · 1 refused"
    assert lines[1:] == ["b.txt: added — “河边的石头”", words, "b.txt: added — “河边的石头”"]


def test_a_tooltip_is_text(model: ReportModel) -> None:
    model.add([ImportOutcome("a.txt", ImportStatus.ADDED, title=MARKUP)])
    tip = model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    read = QTextDocumentFragment.fromHtml(tip)
    assert read.toPlainText() == model.index(0).data()
    assert "<img" not in tip


def test_clearing(model: ReportModel) -> None:
    model.add([ImportOutcome("a.txt", ImportStatus.FAILED)])
    model.clear()
    assert (model.rowCount(), model.outcomes) == (0, [])
    assert summary(model.counts) == "Nothing was imported"


def test_every_status_has_a_word_and_a_count() -> None:
    words = [status_word(status) for status in ImportStatus]
    assert len(set(words)) == len(ImportStatus)
    for status in ImportStatus:
        model = ReportModel()
        model.add([ImportOutcome("a.txt", status)])
        assert summary(model.counts) == f"1 {status_word(status)}"


def test_why_is_told_in_the_readers_language_where_it_is_known() -> None:
    problem = NotAThread("{name} is empty; nothing was stored.", "Save it again.", name="a.txt")
    outcome = ImportOutcome(
        "/x/a.txt", ImportStatus.REFUSED, error="an older sentence", problem=problem
    )
    said = "deep/a.txt: refused — This file is empty; nothing was stored. Save it again."
    assert sentence(outcome, "deep/a.txt") == said
    assert told(outcome) == "This file is empty; nothing was stored. Save it again."
    assert problem.values == {"name": "a.txt"}


def test_findings_and_captured_words_are_told_as_text() -> None:
    outcome = ImportOutcome(
        f"/x/{DECEIVER}.txt",
        ImportStatus.ADDED,
        title=MARKUP,
        findings=(finding("x", Severity.INFO, "The page says {count}.", count=DECEIVER),),
    )
    seen = "甲\ufffd乙\ufffd丙\ufffd"
    assert (
        sentence(outcome, Asked().shown(outcome.path))
        == f"{seen}.txt: added — “{MARKUP}” — The page says {seen}."
    )


def test_han_stands_beside_han_without_a_space() -> None:
    problem = NotAThread("{name} 是空的；其中没有 {name} 。", name="a.txt")
    outcome = ImportOutcome("/x/a.txt", ImportStatus.REFUSED, problem=problem)
    assert reason(outcome, "此文件") == "此文件是空的；其中没有此文件。"
    assert reason(outcome, "This file") == "This file 是空的；其中没有 This file 。"
    assert reason(outcome) == "a.txt 是空的；其中没有 a.txt 。"


@pytest.mark.parametrize(
    ("inputs", "path", "shown"),
    [
        ((), "/x/deep/a.txt", "a.txt"),
        (("/x",), "/x/deep/a.txt", "deep/a.txt"),
        (("/x/",), "/x/deep/a.txt", "deep/a.txt"),
        (("/x/a.txt",), "/x/a.txt", "a.txt"),
        (("/x", "/y"), "/y/deep/a.txt", "y/deep/a.txt"),
        (("/x", "/x/deep/a.txt"), "/x/deep/a.txt", "x/deep/a.txt"),
        (("/xy",), "/x/a.txt", "a.txt"),
        (("C:\\x",), "C:\\x\\deep\\a.txt", "deep/a.txt"),
        (("/",), "/a.txt", "a.txt"),
        (("/",), "/", "/"),
    ],
)
def test_a_path_is_told_below_the_folder_that_was_asked_for(
    inputs: tuple[str, ...], path: str, shown: str
) -> None:
    assert Asked(inputs).shown(path) == shown
