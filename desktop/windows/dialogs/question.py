"""A question before something that cannot be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialogButtonBox

from desktop.windows.dialogs.frame import Dialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


def ask(parent: QWidget, headline: str, advice: str, yes: str, then: Callable[[], None]) -> Dialog:
    """Ask whether to do something; ``then`` is called if so.

    Args:
        parent: the window it is about.
        headline: the question.
        advice: what follows from it.
        yes: words of the button that does it.
        then: what it does.
    """
    dialog = Dialog(parent, translate("Question", "Beilin"), "question")
    dialog.add_words(headline, advice)
    dialog.add_button(yes, QDialogButtonBox.ButtonRole.AcceptRole)
    cancel = dialog.add_button(
        translate("Question", "Cancel"), QDialogButtonBox.ButtonRole.RejectRole
    )
    cancel.setDefault(True)
    dialog.finish()
    cancel.setFocus()
    dialog.accepted.connect(then)
    dialog.open()
    return dialog
