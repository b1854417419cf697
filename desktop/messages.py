"""Sentences of the archive in the reader's language.

``db`` speaks English in templates with named fields; the window looks the template up in the
context ``db`` of its translations and fills the fields in.  ``packaging/translations.py`` collects
the templates from the code of ``db``, and a test fails on one that has no translation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Mapping

    from db.errors import KnownError
    from db.records import Finding

CONTEXT = "db"


def _filled(template: str, values: Mapping[str, str], otherwise: str) -> str:
    """Translate a template and fill it; a translation that does not fit is not used."""
    if not template:
        return otherwise
    translated = QCoreApplication.translate(CONTEXT, template)
    if not values:
        return translated
    try:
        return translated.format_map(values)
    except (KeyError, IndexError, ValueError):
        return otherwise


def headline(error: KnownError) -> str:
    """Return what happened and what is safe, in one sentence."""
    return _filled(error.headline_template, error.values, error.headline)


def advice(error: KnownError) -> str:
    """Return what the reader can do, in one sentence."""
    return _filled(error.advice_template, error.values, error.advice)


def sentence(error: KnownError) -> str:
    """Return headline and advice together."""
    said, advised = headline(error), advice(error)
    if not advised:
        return said
    together = QCoreApplication.translate("Messages", "{headline} {advice}")
    return together.format(headline=said, advice=advised)


def of_finding(finding: Finding) -> str:
    """Return the sentence of a finding."""
    return _filled(finding.template, dict(finding.values), finding.message)


def of_text(text: str) -> str:
    """Return a fixed sentence of ``db`` that is no template."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def of_rule(name: str) -> str:
    """Return what a rule of reply links says, as the end of a sentence; empty if unknown."""
    from db.replies import rules  # noqa: PLC0415 - wanted when the first floor is chosen

    rule = rules.RULES.get(name)
    return of_text(rule.words) if rule is not None else ""
