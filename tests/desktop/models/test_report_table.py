"""A report as a table: rows by outcome and words, told as they are looked at."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment

from db.errors import Cancelled, NotAThread
from db.importing.runs import Run
from db.records import ImportOutcome, ImportStatus, Severity, ThreadId, finding
from desktop.models.past_imports import Fate, PastImports, past_import
from desktop.models.report_table import FILE, REPLIES, STATUS, WORDS, Report, ReportTable
from desktop.models.roles import Role
from tests.desktop.rooms import DECEIVER, MARKUP, changed_rows, watched

pytestmark = pytest.mark.usefixtures("qapp")

REFUSAL = NotAThread("{name} is empty; nothing was stored.", "Save it again.", name="b.txt")
OUTCOMES = (
    ImportOutcome("/x/a.txt", ImportStatus.ADDED, thread=ThreadId(3), title="鐘聲", posts=1200),
    ImportOutcome("/x/deep/b.txt", ImportStatus.REFUSED, problem=REFUSAL),
    ImportOutcome(
        f"/x/{DECEIVER}.txt",
        ImportStatus.UPDATED,
        title=MARKUP,
        findings=(finding("x", Severity.INFO, "The page says {count}.", count=17),),
    ),
)


def nobody() -> None:
    """Somebody waits."""


@pytest.fixture
def report() -> Report:
    return Report.of(OUTCOMES, ["/x"])


@pytest.mark.parametrize(
    ("status", "words", "rows"),
    [
        (None, "", [0, 1, 2]),
        (ImportStatus.REFUSED, "", [1]),
        (ImportStatus.FAILED, "", []),
        (None, "钟声", [0]),
        (None, "DEEP", [1]),
        (None, "empty ｔｘｔ", [1]),
        (None, "page says 17", [2]),
        (ImportStatus.ADDED, "deep", []),
        (None, "  ", [0, 1, 2]),
    ],
)
def test_rows_by_outcome_and_words(
    report: Report, status: ImportStatus | None, words: str, rows: list[int]
) -> None:
    assert report.rows(status, words, nobody).tolist() == rows
    assert report.rows(status, words, nobody).tolist() == rows


def test_nobody_waits_for_it_any_more(report: Report) -> None:
    def gone() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        report.rows(None, "x", gone)
    assert report.rows(None, "deep", nobody).tolist() == [1]


def test_the_table_tells_its_rows(report: Report) -> None:
    table = watched(ReportTable())
    assert (table.rowCount(), table.columnCount()) == (0, 4)
    table.show(report, report.rows(None, "", nobody))

    def cell(row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return table.index(row, column).data(role)

    assert [cell(0, column) for column in (FILE, STATUS, WORDS)] == ["a.txt", "added", "鐘聲"]
    assert str(cell(0, REPLIES)).replace(",", "") == "1200"
    assert cell(1, FILE) == "deep/b.txt"
    assert cell(1, WORDS) == "This file is empty; nothing was stored. Save it again."
    assert cell(1, REPLIES) == ""
    assert cell(2, WORDS) == MARKUP
    assert cell(2, FILE) == "甲\ufffd乙\ufffd丙\ufffd.txt"
    tip = QTextDocumentFragment.fromHtml(str(cell(2, WORDS, Qt.ItemDataRole.ToolTipRole)))
    assert tip.toPlainText() == MARKUP
    assert cell(1, STATUS, Role.VALUE) == OUTCOMES[1]
    spoken = str(cell(1, FILE, Qt.ItemDataRole.AccessibleTextRole))
    assert spoken.startswith("deep/b.txt: refused — This file is empty")
    heads = [
        table.headerData(column, Qt.Orientation.Horizontal) for column in range(table.columnCount())
    ]
    assert heads == ["File", "Outcome", "Thread, or why not", "Replies"]
    table.show(report, report.rows(ImportStatus.REFUSED, "", nobody))
    assert table.rowCount() == 1
    assert table.text().split("\n")[0] == "1 refused"
    assert table.outcome(1) is None


def run(number: int, state: str, **counts: int) -> Run:
    return Run(number, "2024-05-01T08:00:00+00:00", None, state, ("/x", "/y/z"), 3, counts)


@pytest.mark.parametrize(
    ("state", "cut_off", "fate"),
    [
        ("running", True, Fate.CUT_OFF),
        ("running", False, Fate.UNDER_WAY),
        ("finished", False, Fate.FINISHED),
        ("cancelled", False, Fate.CANCELLED),
        ("failed", False, Fate.FAILED),
    ],
)
def test_how_an_import_ended(state: str, cut_off: bool, fate: Fate) -> None:
    past = past_import(run(7, state, added=2, refused=1), cut_off=cut_off)
    assert past.fate is fate
    assert past.counts == {ImportStatus.ADDED: 2, ImportStatus.REFUSED: 1}


def test_the_list_of_imports() -> None:
    model = watched(PastImports())
    rows = [past_import(run(number, "finished", added=number), cut_off=False) for number in (9, 4)]
    model.show(rows)
    assert model.rowCount() == 2
    assert model.row_of(4) == 1
    assert model.row_of(5) is None
    index = model.index(0)
    assert index.data() == "x and 1 more"
    assert index.data(Role.VALUE) == rows[0]
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("x and 1 more, 2024-05-01")
    assert spoken.endswith("9 added")
    changed = changed_rows(model)
    model.show(rows)
    assert changed == [(0, 1)]
    model.show(rows[:1])
    assert model.at(1) is None
