"""The words that searches take for each other: one group a line, and whether they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
)

from db import search
from db.errors import AliasesWrong
from db.text import fold
from desktop import messages
from desktop.models import wording
from desktop.views.parts import button, label
from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

WIDTH, HEIGHT = 520, 560


class EditAliases(Dialog):
    """A switch and a text; a line that cannot be used is named and marked."""

    edited = Signal(object)
    """The ``Aliases`` as they are to be from now on."""

    def __init__(self, parent: QWidget, aliases: search.Aliases) -> None:
        title = translate("EditAliases", "Aliases")
        super().__init__(parent, title, "editAliases", WIDTH, HEIGHT)
        switch = translate("EditAliases", "&Look for these words in each other's place")
        self.switch = QCheckBox(switch)
        self.switch.setAccessibleName(wording.without_mnemonic(switch))
        self.switch.setChecked(aliases.enabled)
        self.field = QPlainTextEdit(search.write_groups(aliases.groups))
        self.field.setObjectName("aliases")
        # Tab goes on to the buttons: a list of words has no use for it
        self.field.setTabChangesFocus(True)
        self.field.setPlaceholderText(translate("EditAliases", "colour = color"))
        name = translate("EditAliases", "Words that mean the same, one group a line")
        self.field.setAccessibleName(name)
        self._problem = label(role="warning", wrap=True)
        self._suggest = button(translate("EditAliases", "Add Well-&Known Pairs"))
        self._suggest.setToolTip(
            translate("EditAliases", "What is called otherwise on the mainland and in Taiwan")
        )
        self.save: QPushButton
        self._build(name)
        self.field.textChanged.connect(self._check)
        self.field.cursorPositionChanged.connect(self._check)
        self._suggest.clicked.connect(self._add_suggested)
        self._check()
        self.field.setFocus()

    def _build(self, name: str) -> None:
        self.body.addWidget(self.switch)
        heading = label(name, "heading")
        heading.setBuddy(self.field)
        self.body.addWidget(heading)
        self.body.addWidget(
            label(
                translate(
                    "EditAliases",
                    "Write “=” between words, such as colour = color. Traditional and Simplified"
                    " are one word; a word marked by “=” in a search is looked for alone.",
                ),
                "muted",
                wrap=True,
            )
        )
        self.body.addWidget(self.field, 1)
        self.body.addWidget(self._problem)
        row = QHBoxLayout()
        row.addWidget(self._suggest)
        row.addStretch(1)
        self.body.addLayout(row)
        self.save = self.add_button(
            translate("EditAliases", "Save"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True
        )
        self.add_button(translate("EditAliases", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.finish()

    @property
    def problem(self) -> str:
        """What is wrong with the text; empty if nothing is."""
        return self._problem.text()

    def accept(self) -> None:
        """Save what can be used; else go to the line that cannot, and stay."""
        try:
            groups = search.parse_groups(self._lines())
        except AliasesWrong as error:
            self.field.setTextCursor(self._cursor(error.line))
            self._tell(error)
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.edited.emit(search.Aliases(self.switch.isChecked(), groups))
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Save by Ctrl+Enter, as notes are: Enter alone begins a line."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
            self.accept()
            return
        super().keyPressEvent(event)

    def _lines(self) -> list[str]:
        return self.field.toPlainText().split("\n")

    def _cursor(self, line: int) -> QTextCursor:
        """Return where a line ends, counted from 1."""
        cursor = QTextCursor(self.field.document().findBlockByNumber(line - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        return cursor

    def _check(self) -> None:
        """Name and mark the first line that cannot be used, unless it is being written."""
        wrong: AliasesWrong | None = None
        try:
            search.parse_groups(self._lines())
        except AliasesWrong as error:
            if error.line != self.field.textCursor().blockNumber() + 1:
                wrong = error
        self._tell(wrong)

    def _tell(self, wrong: AliasesWrong | None) -> None:
        sentence = "" if wrong is None else messages.sentence(wrong)
        self._problem.setText(sentence)
        self.field.setExtraSelections([] if wrong is None else [self._mark(wrong.line)])
        self.field.setAccessibleDescription(sentence)

    def _mark(self, line: int) -> QTextEdit.ExtraSelection:
        """Return the mark of a line: the words of it, underlined as a wrong word is."""
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(self.palette().color(QPalette.ColorRole.Link))
        cursor = self._cursor(line)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
        made = QTextEdit.ExtraSelection()
        fields: Any = made  # they have no types
        fields.cursor, fields.format = cursor, look
        return made

    def _add_suggested(self) -> None:
        """Write the well-known pairs below, but for words that stand there; one step to undo."""
        there = {
            fold(" ".join(word.split()))
            for line in self._lines()
            for word in line.replace("＝", "=").split("=")
        }
        groups = [
            group for group in search.SUGGESTED if there.isdisjoint(fold(word) for word in group)
        ]
        if not groups:
            return
        cursor = QTextCursor(self.field.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        text = self.field.toPlainText()
        cursor.insertText(
            ("\n" if text and not text.endswith("\n") else "") + search.write_groups(groups)
        )
        self.field.setTextCursor(cursor)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
