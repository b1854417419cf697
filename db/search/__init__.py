"""Full-text search that equals substring truth: tokens, queries, index, snippets."""

from db.search.index import index_note, index_thread, index_title, remove_note, remove_thread
from db.search.query import Query, parse, write
from db.search.units import PostText, ThreadUnits, prepare_units

__all__ = [
    "PostText",
    "Query",
    "ThreadUnits",
    "index_note",
    "index_thread",
    "index_title",
    "parse",
    "prepare_units",
    "remove_note",
    "remove_thread",
    "write",
]
