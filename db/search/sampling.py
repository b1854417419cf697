"""How common tokens are, told from a few posts: it decides how to search, never what is found."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from db.search.rows import ask
from db.search.tokens import split
from db.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

SAMPLED = 512
"""So many posts are read, the first time that a long phrase is looked for: some 40 milliseconds."""

_LONGEST = 1000
"""Of a longer post, so many characters are read."""

FEWEST = 5000
"""A library of fewer posts is searched quickly in any way."""

_NO_CHANCE = 3
"""Two tokens that stand in a row in fewer posts of a sample do so by chance."""

_ENDS = "SELECT (SELECT min(id) FROM post), (SELECT max(id) FROM post)"
_TEXTS = """
    SELECT substr(v.text, 1, ?) FROM json_each(?) AS j
    CROSS JOIN post AS p ON p.id = j.value
    CROSS JOIN post_version AS v ON v.id = p.version_id
"""


class Sample:
    """Some posts of a library, as a picture of all.

    Attributes:
        posts: how many posts the library has, or somewhat more.
        length: how many tokens a post has on average.
    """

    def __init__(self, texts: Iterable[str], posts: int) -> None:
        self.posts = posts
        self._singles: Counter[str] = Counter()
        pairs: Counter[tuple[str, str]] = Counter()
        number = 0
        self._size = 0
        for text in texts:
            tokens = split(fold(text))
            number += len(tokens)
            self._size += 1
            self._singles.update(set(tokens))
            pairs.update(pairwise(tokens))
        self._pairs = {pair: times for pair, times in pairs.items() if times >= _NO_CHANCE}
        self.length = number / max(1, self._size)

    def share(self, token: str) -> float:
        """Return about what share of the posts holds a token; never 0."""
        return (self._singles[token] + 0.5) / (self._size + 1)

    def follows(self, first: str, second: str) -> float:
        """Return about how often, from 0 to 1, ``first`` has ``second`` behind it."""
        pairs = self._pairs.get((first, second))
        return 0.0 if pairs is None else min(1.0, pairs / self._singles[first])


def number_of_posts(connection: Connection) -> int:
    """Return how many posts there are at most, as told by their ids."""
    row = ask(connection, _ENDS).fetchone()
    return 0 if row is None or row[0] is None else int(row[1]) - int(row[0]) + 1


def read_sample(connection: Connection, posts: int) -> Sample:
    """Read posts that stand evenly spread among all ``posts``."""
    first, last = ask(connection, _ENDS).fetchone() or (0, 0)
    ids = range(first, last + 1, max(1, posts // SAMPLED))
    return Sample(
        (row[0] for row in ask(connection, _TEXTS, _LONGEST, json.dumps(list(ids)))), posts
    )
