"""Private notes and how they stay on the words they were written for."""

from db.notes.anchoring import Anchored, reanchor, reanchor_article
from db.notes.reading import counts, get, list_notes
from db.notes.selectors import find_quote, select
from db.notes.writing import Erased, add, edit, erase, remove, restore

__all__ = [
    "Anchored",
    "Erased",
    "add",
    "counts",
    "edit",
    "erase",
    "find_quote",
    "get",
    "list_notes",
    "reanchor",
    "reanchor_article",
    "remove",
    "restore",
    "select",
]
