"""Full-text search that equals substring truth: tokens, queries, index, snippets."""

from db.search.aliases import (
    SUGGESTED,
    Aliases,
    parse_groups,
    read_aliases,
    write_aliases,
    write_groups,
)
from db.search.completing import Completion, complete
from db.search.faceting import Facets, FacetValue, facets
from db.search.finding import find_in_thread
from db.search.index import index_note, index_thread, index_title, remove_note, remove_thread
from db.search.merging import settle
from db.search.page import Order, SearchPage
from db.search.query import Query, parse, write
from db.search.searching import search
from db.search.soundness import refresh
from db.search.units import PostText, ThreadUnits, prepare_units
from db.search.upkeep import (
    IndexReport,
    is_stale,
    reindex,
    reindex_thread,
    scrub,
    scrub_notes,
    verify,
    verify_on,
)

__all__ = [
    "SUGGESTED",
    "Aliases",
    "Completion",
    "FacetValue",
    "Facets",
    "IndexReport",
    "Order",
    "PostText",
    "Query",
    "SearchPage",
    "ThreadUnits",
    "complete",
    "facets",
    "find_in_thread",
    "index_note",
    "index_thread",
    "index_title",
    "is_stale",
    "parse",
    "parse_groups",
    "prepare_units",
    "read_aliases",
    "refresh",
    "reindex",
    "reindex_thread",
    "remove_note",
    "remove_thread",
    "scrub",
    "scrub_notes",
    "search",
    "settle",
    "verify",
    "verify_on",
    "write",
    "write_aliases",
    "write_groups",
]
