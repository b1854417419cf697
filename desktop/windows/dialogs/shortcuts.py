"""The keys of the window, menu by menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialogButtonBox, QFrame, QGridLayout, QScrollArea, QWidget

from desktop import actions
from desktop.models import wording
from desktop.views.parts import label
from desktop.windows.dialogs.frame import Dialog

translate = QCoreApplication.translate

WIDTH, HEIGHT = 560, 620


class Shortcuts(Dialog):
    """Every action that has a key, and the keys of the reading column."""

    def __init__(self, parent: QWidget, known: actions.Actions) -> None:
        title = translate("Shortcuts", "Keyboard Shortcuts")
        super().__init__(parent, title, "shortcuts", WIDTH, HEIGHT)
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(4, 0, 16, 8)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for title, rows in self._sections(known):
            _add_section(grid, title, rows)
        grid.setRowStretch(grid.rowCount(), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.windowTitle())
        area.setWidget(page)
        self.body.addWidget(area, 1)
        self.add_button(
            translate("Shortcuts", "Close"), QDialogButtonBox.ButtonRole.RejectRole, primary=True
        )
        self.finish()

    def _sections(self, known: actions.Actions) -> list[tuple[str, list[tuple[str, str]]]]:
        # as they are declared: undo and redo say what they would do at the moment
        words = {spec.name: wording.plain(spec.text) for spec in actions.specs()}
        sections: list[tuple[str, list[tuple[str, str]]]] = []
        for menu in actions.menus():
            rows = [
                (words[name], actions.shown_keys(known[name]))
                for name in menu.entries
                if name != actions.SEPARATOR and known[name].shortcuts()
            ]
            sections.append((wording.without_mnemonic(menu.title), rows))
        reading = [(what, key) for key, what in actions.reading_keys()]
        sections.append((translate("Shortcuts", "In the thread and the lists"), reading))
        return sections


def _add_section(grid: QGridLayout, title: str, rows: list[tuple[str, str]]) -> None:
    line = grid.rowCount()
    heading = label(title, "heading")
    heading.setContentsMargins(0, 10 if line > 1 else 0, 0, 2)
    grid.addWidget(heading, line, 0, 1, 2)
    for number, (what, keys) in enumerate(rows, start=line + 1):
        grid.addWidget(label(what, wrap=True), number, 0)
        shown = label(keys, "muted")
        shown.setAccessibleName(f"{what}: {keys}")
        grid.addWidget(shown, number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
