"""Queries with operators: what the full-text tables are asked for, and under which conditions.

What must be there of words is asked for as in any query, and the operators beside it become
conditions of the rows.  Where operators and words are alternatives, the words become a condition,
too.  A query without words goes through the rows that its conditions name.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from db.search.compiling import Compiled, Expression, compile_query, either, phrase
from db.search.conditions import (
    NEVER,
    Clause,
    Conditions,
    all_of,
    among,
    among_threads,
    any_of,
    negated,
)
from db.search.matching import fold_query, terms
from db.search.operators import Dates, In, Named, Operator, fold_operator
from db.search.query import All, Author, Either, Not, Words
from db.search.rows import ask
from db.search.selecting import NOTES, QUOTING, Selection, batches
from db.search.spans import find_spans
from db.search.tokens import OWN, SOFT
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from db.search.matching import Term
    from db.search.query import Query
    from db.search.selecting import Scope, Table
    from db.search.spans import Spans
    from db.search.vocabulary import Vocabulary

FEW = 1000
"""Of so many rows that conditions name the texts are compared, and no index of words is asked."""

_LOOKED_UP = 0.1
"""Of threads that hold more of a library than this, posts without words are met on the way."""

_NO_ROWS = Compiled(Expression(None), None, odd=False, breaks=False)
_ALL_ROWS = Compiled(Expression(None, everything=True), None, odd=False, breaks=False)


def has_operators(tree: Query) -> bool:
    """Tell whether a query asks for anything but words and who wrote them."""
    match tree:
        case Not(child):
            return has_operators(child)
        case All(children) | Either(children):
            return any(has_operators(child) for child in children)
        case _:
            return isinstance(tree, Operator)


class Plan:
    """A query with operators: its selections in all tables."""

    def __init__(self, scope: Scope, raw: Query, vocabulary: Vocabulary) -> None:
        """Look up nothing yet.

        Args:
            scope: where the query is asked.
            raw: the query as it was parsed.
            vocabulary: of the texts in the scope.
        """
        self._scope = scope
        self._vocabulary = vocabulary
        self._conditions = Conditions(scope.connection)
        self._compiled: dict[tuple[Query, bool], Compiled] = {}
        self._few: dict[Clause, bool] = {}
        self._quotes: dict[tuple[Term, ...], Clause] = {}
        children = raw.children if isinstance(raw, All) else (raw,)
        plain = tuple(child for child in children if not has_operators(child))
        driven = any(not isinstance(child, Not) for child in plain)
        self._words = _together(All, plain) if driven else None
        self._rest = tuple(child for child in children if not driven or child not in plain)
        self._only: dict[Table, tuple[Clause, ...]] = {}

    def selection(self, scope: Scope, table: Table) -> Selection:
        """Return the rows of one table for which the query holds, in the scope or in a part."""
        clauses = self._clauses(table)
        listed = tuple(clause for clause in clauses if clause.ids is not None)
        if self._words is None:
            few = (_entered(table, clause) for clause in listed if self.are_few(clause))
            clauses = (*clauses, *few)
            compiled, tree = _ALL_ROWS, scope.tree
        else:
            tree = fold_query(self._words)
            compiled = self._compile(tree, table)
        only = all_of(clauses)
        if only == NEVER:
            compiled = _NO_ROWS
        return Filtered(self, replace(scope, tree=tree, only=only), table, compiled, listed)

    def are_few(self, clause: Clause) -> bool:
        """Tell whether a condition holds for so few rows that each can be looked up."""
        known = self._few.get(clause)
        if known is None:
            number = f"SELECT count(*) FROM (SELECT 1 FROM ({clause.ids}) LIMIT ?)"  # noqa: S608
            row = ask(self._scope.connection, number, *clause.parameters, FEW + 1).fetchone()
            known = self._few[clause] = row is not None and row[0] <= FEW
        return known

    def quoted(self, wanted: tuple[Term, ...]) -> Clause:
        """Return the condition that a post holds some of these words, and in quotes alone."""
        if wanted not in self._quotes:
            self._quotes[wanted] = self._find_quoted(wanted)
        return self._quotes[wanted]

    def _clauses(self, table: Table) -> tuple[Clause, ...]:
        """Return what rows of a table must meet beside the words that must be there."""
        if table not in self._only:
            wanted = self._scope.terms
            clauses = [self._clause(child, table, wanted) for child in self._rest]
            if table.posts and self._words is None and self._threads is not None:
                few = self._spans is not None and self._spans.share <= _LOOKED_UP
                clauses.append(among_threads(self._threads, looked_up=few))
            self._only[table] = tuple(clauses)
        return self._only[table]

    def narrowed(self) -> Scope:
        """Return the scope with what is known of where hits can be."""
        return replace(self._scope, threads=self._threads, spans=self._spans)

    @cached_property
    def _threads(self) -> str | None:
        """Return threads that hold all hits, as JSON, if titles, boards or dates are asked for."""
        known: set[int] | None = None
        for child in self._rest:
            if isinstance(child, Dates) or (isinstance(child, Named) and child.name != "tag"):
                operator = (
                    child if isinstance(child, Dates) else Named(child.name, fold(child.text))
                )
                found = self._conditions.around(operator)
                known = found if known is None else known & found
        return None if known is None else json.dumps(sorted(known))

    @cached_property
    def _spans(self) -> Spans | None:
        if self._threads is None:
            return None
        return find_spans(self._scope.connection, self._threads)

    def _clause(self, tree: Query, table: Table, wanted: tuple[Term, ...]) -> Clause:
        """Return a part of the query as a condition.

        Args:
            tree: the part.
            table: the table of the rows.
            wanted: the words beside the part, by which ``in:quote`` is told.
        """
        match tree:
            case Not(child):
                return negated(self._clause(child, table, wanted))
            case All(children):
                inner = terms(tree) or wanted
                plain = [child for child in children if not has_operators(child)]
                if all(isinstance(child, Not) for child in plain):
                    return all_of(self._clause(child, table, inner) for child in children)
                rest = [child for child in children if child not in plain]
                words = self._holding(_together(All, plain), table)
                return all_of((words, *(self._clause(child, table, inner) for child in rest)))
            case Either(children):
                return any_of(self._clause(child, table, wanted) for child in children)
            case In("quote" | "post") if table is QUOTING and wanted:
                quoted = self.quoted(wanted)
                return quoted if tree.field == "quote" else negated(quoted)
            case Words() | Author():
                return self._holding(tree, table)
            case _:
                return self._conditions.of(fold_operator(tree), table)

    def _holding(self, tree: Query, table: Table) -> Clause:
        """Return the condition that words hold in a row."""
        match, rows = self._plain(fold_query(tree), table).parts()
        return any_of((_matching(table, match), among(table, rows)))

    def _plain(self, tree: Query, table: Table, wanted: tuple[Term, ...] = ()) -> Selection:
        scope = replace(self._scope, tree=tree, terms=wanted)
        return Selection(scope, table, self._compile(tree, table))

    def _compile(self, tree: Query, table: Table) -> Compiled:
        listed = table is not NOTES  # their runs are in no vocabulary
        if (tree, listed) not in self._compiled:
            compiled = compile_query(tree, self._vocabulary if listed else None)
            self._compiled[tree, listed] = compiled
        return self._compiled[tree, listed]

    def _find_quoted(self, wanted: tuple[Term, ...]) -> Clause:
        leaves = [Words(term.text if term.exact else term.folded, term.exact) for term in wanted]
        tree = _together(Either, leaves)
        selection = self._plain(tree, QUOTING, wanted)
        match, rows = selection.parts()
        found = among(QUOTING, self._alone(selection, wanted, rows)[0])
        compiled = self._compile(tree, QUOTING)
        if match is None or not compiled.words:
            return found
        own = either([phrase(OWN + token for token in tokens) for tokens in compiled.words])
        match = f"({match} NOT {own})"
        # a match may begin in a quote and end outside of it: see count_quoted
        doubtful = match if compiled.breaks else f"({match} AND {phrase([SOFT])})"
        statement = self._scope.select(QUOTING, doubtful, f"{QUOTING.name}.rowid")
        ids = [row[0] for row in statement.run(self._scope.connection)]
        others = among(QUOTING, self._alone(selection, wanted, ids)[1])
        return any_of((all_of((_matching(QUOTING, match), negated(others))), found))

    def _alone(
        self, selection: Selection, wanted: tuple[Term, ...], rows: Iterable[int]
    ) -> tuple[list[int], list[int]]:
        """Part posts into those that hold some words in quotes alone, and the others."""
        alone: list[int] = []
        others: list[int] = []
        for batch in batches(iter(rows)):
            self._scope.check()
            for row, unit in selection.read(batch).items():
                (alone if unit.find(wanted).quoted else others).append(row)
        return alone, others


class Filtered(Selection):
    """The rows of one table for which words and conditions hold."""

    def __init__(
        self,
        plan: Plan,
        scope: Scope,
        table: Table,
        compiled: Compiled,
        listed: Sequence[Clause],
    ) -> None:
        super().__init__(scope, table, compiled)
        self._plan = plan
        self._listed = listed

    def count_quoted(self) -> int:
        """Return how many rows hold what is looked for inside quotes alone."""
        scope = self._scope
        if self.table is not QUOTING or not scope.terms:
            return 0
        if self._few is not None:
            return sum(self._are_quoted(self._few))
        only = all_of((scope.only or NEVER, self._plan.quoted(scope.terms)))
        return Selection(replace(scope, only=only), self.table, self._compiled).count()

    def find_few(self) -> list[int] | None:
        """Return all rows if their conditions name few of which the texts can be compared."""
        if self._none or self._match is None or not self.table.posts:
            return None
        for clause in self._listed:
            if self._plan.are_few(clause):
                return self._compare_listed(clause)
        return super().find_few()

    def _compare_listed(self, clause: Clause) -> list[int]:
        scope = self._scope
        only = all_of((_entered(self.table, clause), scope.only or NEVER))
        statement = replace(scope, only=only).select(
            self.table, None, f"{self.table.name}.rowid", " ORDER BY 1 DESC"
        )
        for batch in batches(row[0] for row in statement.run(scope.connection)):
            scope.check()
            units = self.read(batch)
            self._units |= {
                row: units[row] for row in batch if row in units and scope.holds(units[row])
            }
        return list(self._units)


def _together(kind: type[All | Either], parts: Sequence[Query]) -> Query:
    return parts[0] if len(parts) == 1 else kind(tuple(parts))


def _matching(table: Table, match: str | None) -> Clause:
    if match is None:
        return NEVER
    rows = f"SELECT rowid FROM {table.name} WHERE {table.name} MATCH ?"  # noqa: S608 - our own
    return Clause(f"+{table.name}.rowid IN ({rows})", (match,))


def _entered(table: Table, clause: Clause) -> Clause:
    """Return a condition such that its rows are looked up, not all rows tried."""
    return Clause(f"{table.name}.rowid IN ({clause.ids})", clause.parameters)
