"""Text to read and to copy: a bug report, what a check found, words that could not be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit

from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate

WIDTH, HEIGHT = 600, 420
LOW, LINE = 220, 20
"""Height of a report of no lines, and what each adds to it."""


class Report(Dialog):
    """A sentence, a text that can be copied, and a way out."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        name: str,
        headline: str,
        advice: str,
        text: str,
        *,
        code: bool = False,
    ) -> None:
        lines = text.count("\n") + 1
        super().__init__(parent, title, name, WIDTH, min(HEIGHT, LOW + lines * LINE))
        self.add_words(headline, advice)
        self.text = QPlainTextEdit(text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(title)
        if code:
            self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.body.addWidget(self.text, 1)
        copy = self.add_button(
            translate("Report dialog", "Copy"), QDialogButtonBox.ButtonRole.ActionRole
        )
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))

    def close_with(self, text: str) -> Report:
        """Let it be closed by a button with these words, and return it."""
        close = self.add_button(text, QDialogButtonBox.ButtonRole.RejectRole, primary=True)
        self.finish()
        close.setFocus()
        return self


def bug_report(parent: QWidget, text: str) -> Report:
    """Return the dialog that shows a fault of the program."""
    return Report(
        parent,
        translate("Report dialog", "A fault in Beilin"),
        "bugReport",
        translate("Report dialog", "Something went wrong inside the program."),
        translate(
            "Report dialog",
            "What was saved before is safe. The report below says where it happened;"
            " it holds no text of threads or notes.",
        ),
        text,
        code=True,
    ).close_with(translate("Report dialog", "Go on"))


def unsaved_words(parent: QWidget, reason: str, words: str) -> Report:
    """Return the dialog that keeps words which could not be saved before closing."""
    made = Report(
        parent,
        translate("Report dialog", "A note is not saved"),
        "unsavedWords",
        translate("Report dialog", "These words are not saved: {reason}").format(reason=reason),
        translate("Report dialog", "Copy them to keep them, or go back and try again."),
        words,
    )
    made.add_button(
        translate("Report dialog", "Close without saving"),
        QDialogButtonBox.ButtonRole.DestructiveRole,
    ).clicked.connect(made.accept)
    return made.close_with(translate("Report dialog", "Go back"))
