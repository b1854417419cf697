"""What else could answer: SQLite's LIKE and trigram tokenizer, and tantivy where it is installed.

They search the folded replies and nothing else; no titles, names or notes, no snippets.
"""

from __future__ import annotations

import json
import time
from contextlib import closing
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from db import driver
from db.search.compiling import compile_query
from db.search.matching import fold_query
from db.search.query import Words
from db.search.tokens import split
from db.search.vocabulary import Listed, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.benchmarks.search_questions import Question

PAGE = 20


class Rival(Protocol):
    """One of them, built.

    Attributes:
        name: what the table calls it.
        size: bytes of its index; those of the texts where it has none.
        built: CPU seconds of building it.
        few: so many questions of a kind are enough, for each takes long.
    """

    name: str
    size: int
    built: float
    few: int

    def page(self, question: Question) -> int | None:
        """Find the newest twenty and return how many there are; ``None`` if it cannot be asked."""
        ...

    def count(self, question: Question) -> int | None:
        """Return how many replies it finds; ``None`` if it cannot be asked."""
        ...


class _Sqlite:
    """A table of the folded replies, with or without an index of trigrams."""

    def __init__(self, place: Path, folded: Sequence[str], *, trigram: bool) -> None:
        self.name = "trigram" if trigram else "LIKE"
        self.few = 100 if trigram else 3
        self._trigram = trigram
        self.built = _built(place, lambda: self._build(place, folded))
        self._connection = driver.connect(f"{place.as_uri()}?mode=ro", timeout=5)
        table = "found_data" if trigram else "reply"
        column = "block" if trigram else "CAST(text AS BLOB)"
        self.size = int(self._number(f"SELECT sum(length({column})) FROM {table}"))  # noqa: S608

    def _build(self, place: Path, folded: Sequence[str]) -> None:
        with closing(driver.connect(place.as_uri(), timeout=5)) as connection:
            connection.execute("PRAGMA journal_mode=OFF")
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("BEGIN")
            if self._trigram:
                connection.execute(
                    "CREATE VIRTUAL TABLE found USING fts5(text, content='', columnsize=0,"
                    " tokenize='trigram case_sensitive 1')"
                )
                table = "found(rowid, text)"
            else:
                connection.execute("CREATE TABLE reply(id INTEGER PRIMARY KEY, text TEXT)")
                table = "reply(id, text)"
            rows = enumerate(folded, start=1)
            connection.executemany(f"INSERT INTO {table} VALUES (?, ?)", rows)  # noqa: S608
            connection.execute("COMMIT")

    def page(self, question: Question) -> int | None:
        return self._ask(
            question, "SELECT count(*) FROM (SELECT {id} {rows} ORDER BY 1 DESC LIMIT 20)"
        )

    def count(self, question: Question) -> int | None:
        return self._ask(question, "SELECT count(*) {rows}")

    def _ask(self, question: Question, statement: str) -> int | None:
        wanted, unwanted = question.folded.wanted, question.folded.unwanted
        if self._trigram:
            if any(len(words) < 3 for words in (*wanted, *unwanted)):
                return None
            match = " AND ".join(map(_quoted, wanted))
            match += "".join(f" NOT {_quoted(words)}" for words in unwanted)
            asked = statement.format(id="rowid", rows="FROM found WHERE found MATCH ?")
            return self._number(asked, match)
        conditions = ["text LIKE ? ESCAPE '\\'"] * len(wanted)
        conditions += ["text NOT LIKE ? ESCAPE '\\'"] * len(unwanted)
        asked = statement.format(id="id", rows="FROM reply WHERE " + " AND ".join(conditions))
        return self._number(asked, *(f"%{_escaped(words)}%" for words in (*wanted, *unwanted)))

    def _number(self, statement: str, *parameters: object) -> int:
        return int(self._connection.execute(statement, parameters).fetchone()[0])


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


class _Tantivy:
    """One token a character, as the index of the library has them, and phrases of them."""

    name = "tantivy"
    few = 100

    def __init__(self, module: Any, place: Path, folded: Sequence[str]) -> None:
        self._tantivy = module
        builder = module.SchemaBuilder()
        builder.add_integer_field("id", stored=True, fast=True)
        builder.add_text_field("text", tokenizer_name="whitespace")
        self._schema = builder.build()
        self.built = _built(place, lambda: self._build(place, folded))
        index = module.Index(self._schema, str(place))
        index.reload()
        self._searcher = index.searcher()
        self.size = sum(file.stat().st_size for file in place.iterdir())
        listed = Listed()
        for text in folded:
            listed.add(split(text))
        self._vocabulary = Vocabulary(lambda: (listed, Listed()))

    def _build(self, place: Path, folded: Sequence[str]) -> None:
        place.mkdir()
        writer = self._tantivy.Index(self._schema, str(place)).writer(256_000_000, 1)
        for number, text in enumerate(folded, start=1):
            tokens = " ".join(map(_spelled, split(text)))
            writer.add_document(self._tantivy.Document(id=number, text=tokens))
        writer.commit()
        writer.wait_merging_threads()

    def page(self, question: Question) -> int | None:
        query = self._query(question)
        found = self._searcher.search(query, limit=PAGE, count=False, order_by_field="id")
        return len(found.hits)

    def count(self, question: Question) -> int | None:
        return int(self._searcher.search(self._query(question), limit=1, count=True).count)

    def _query(self, question: Question) -> Any:
        occur = self._tantivy.Occur
        parts = [(occur.Must, self._phrase(words)) for words in question.wanted]
        parts += [(occur.MustNot, self._phrase(words)) for words in question.unwanted]
        return parts[0][1] if len(parts) == 1 else self._tantivy.Query.boolean_query(parts)

    def _phrase(self, words: str) -> Any:
        """Return the phrases that hold words whole or in part, as the library finds them."""
        query = self._tantivy.Query
        compiled = compile_query(fold_query(Words(words)), self._vocabulary)
        phrases = [[_spelled(token) for token in tokens] for tokens in compiled.words or []]
        single = [
            query.term_query(self._schema, "text", tokens[0])
            if len(tokens) == 1
            else query.phrase_query(self._schema, "text", tokens)
            for tokens in phrases
        ]
        should = self._tantivy.Occur.Should
        return query.boolean_query([(should, each) for each in single])


def _spelled(token: str) -> str:
    """Return a token without spaces: its tokenizer takes them for borders."""
    return "".join(chr(0xF0000 + ord(part)) if part.isspace() else part for part in token)


def rivals(folder: Path, stem: str, folded: Sequence[str]) -> Iterator[Rival]:
    """Build what can be built, or take what was built before."""
    yield _Sqlite(folder / f"{stem}-like.db", folded, trigram=False)
    yield _Sqlite(folder / f"{stem}-trigram.db", folded, trigram=True)
    try:
        module = import_module("tantivy")
    except ImportError:
        return
    yield _Tantivy(module, folder / f"{stem}-tantivy", folded)


def _built(place: Path, build: Any) -> float:
    """Return the CPU seconds of building, also where it was done before."""
    told = place.with_name(place.name + ".seconds.json")
    if not told.exists():
        began = time.process_time()
        build()
        told.write_text(json.dumps(time.process_time() - began), encoding="utf-8")
    return float(json.loads(told.read_text(encoding="utf-8")))


def some(questions: Sequence[Question], rival: Rival) -> list[Question]:
    """Return as many questions as are enough for a rival."""
    return list(islice(questions, rival.few))
