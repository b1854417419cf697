"""Aliases: words that a reader lets searches take for each other, 芯片 for 晶片.

A list belongs to its library and is off until somebody switches it on.  Then words of a query in
which a member of a group stands are looked for with each of the others in its place, too; words
marked as exact are not.  Members are compared folded.  One that begins or ends with a letter or
digit counts only where no other letter or digit touches it there: AI does not stand in “email”.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from db.changes import WRITE_ALIASES, Changes, Done
from db.errors import AliasesWrong
from db.search.matching import occurrences
from db.search.query import All, Either, Not, Words
from db.search.rows import ask
from db.search.tokens import is_letter
from db.text import fold, starts_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from db.search.query import Query
    from db.store import Store

ON_KEY = "aliases_on"
"""Holds the number of the list while it is switched on, and is not there while it is off."""

_NUMBER_KEY = "aliases_number"

MOST_GROUPS = 1000
MOST_MEMBERS = 16
LONGEST = 60
"""So many groups of so many members of so many characters a list holds at most."""

MOST_FORMS = 64
MOST_WIDENED = 256
"""So many forms of one phrase, and of all words of a query, are looked for at most."""

_SIGNS = ("=", "＝")

SUGGESTED: tuple[tuple[str, ...], ...] = (
    ("芯片", "晶片"), ("英伟达", "辉达"), ("软件", "软体"), ("硬件", "硬体"),
    ("网络", "网路"), ("互联网", "网际网路"), ("信息", "资讯"), ("视频", "影片"),
    ("程序员", "程式设计师"), ("内存", "记忆体"), ("硬盘", "硬碟"), ("打印机", "印表机"),
    ("鼠标", "滑鼠"), ("人工智能", "人工智慧"), ("数据库", "资料库"), ("服务器", "伺服器"),
    ("激光", "雷射"), ("屏幕", "萤幕"), ("数码相机", "数位相机"), ("出租车", "计程车"),
    ("地铁", "捷运"), ("摩托车", "机车"), ("自行车", "脚踏车"), ("幼儿园", "幼稚园"),
    ("宇航员", "太空人"), ("方便面", "泡面"), ("菠萝", "凤梨"), ("三文鱼", "鲑鱼"),
    ("特朗普", "川普"), ("奔驰", "宾士"), ("悉尼", "雪梨"), ("新西兰", "纽西兰"),
    ("老挝", "寮国"), ("朝鲜", "北韩"), ("意大利", "义大利"),
)  # fmt: skip
"""Well-known pairs of what is written on the mainland and in Taiwan; offered, never switched on."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """The list of a library: whether it is switched on, and the groups as the reader wrote them."""

    enabled: bool = False
    groups: tuple[tuple[str, ...], ...] = ()


def parse_groups(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of a list, one a line, with ``=`` between the words; empty lines are none.

    Raises:
        AliasesWrong: a line says nothing, or not the one thing that it could say.
    """
    groups: list[tuple[str, ...]] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        group = tuple(" ".join(word.split()) for word in line.replace("＝", "=").split("="))
        _check(group, number)
        for word in group:
            before = seen.get(fold(word))
            if before is not None:
                raise AliasesWrong(
                    "Line {line}: “{word}” stands in line {before} already.",
                    number,
                    "Words that mean the same belong into one line, each of them once.",
                    word=word,
                    before=before,
                )
            seen[fold(word)] = number
        groups.append(group)
        if len(groups) > MOST_GROUPS:
            raise AliasesWrong(
                "Line {line}: a list holds {most} lines at most.",
                number,
                "Leave out what you do not need.",
                most=MOST_GROUPS,
            )
    return tuple(groups)


def _check(group: tuple[str, ...], number: int) -> None:
    if len(group) < 2 or not all(group):
        raise AliasesWrong(
            "Line {line}: a word is missing.",
            number,
            "Write two words or more with “=” between them, such as colour = color.",
        )
    if len(group) > MOST_MEMBERS or any(len(word) > LONGEST for word in group):
        raise AliasesWrong(
            "Line {line} is too long.",
            number,
            "A line holds {most} words of {longest} characters at most.",
            most=MOST_MEMBERS,
            longest=LONGEST,
        )
    if any("\ud800" <= character <= "\udfff" for word in group for character in word):
        raise AliasesWrong("Line {line} holds bytes that are no text.", number, "Type it again.")


def write_groups(groups: Iterable[Sequence[str]]) -> str:
    """Return groups as the lines that ``parse_groups`` reads."""
    return "\n".join(" = ".join(group) for group in groups)


def read_aliases(store: Store) -> Aliases:
    """Return the list of a library."""
    with store.read() as connection:
        return _read(connection)


def _read(connection: Connection) -> Aliases:
    on = ask(connection, "SELECT 1 FROM meta WHERE key = ?", ON_KEY).fetchone() is not None
    groups: dict[int, list[str]] = {}
    for group, word in ask(
        connection, "SELECT group_number, word FROM alias ORDER BY group_number, ordinal"
    ):
        groups.setdefault(group, []).append(word)
    return Aliases(on, tuple(tuple(group) for group in groups.values()))


def write_aliases(store: Store, aliases: Aliases) -> Done[Aliases]:
    """Put a list in the place of the one before, switched on or off; the same again is no change.

    Raises:
        AliasesWrong: it cannot be used; nothing was written.
    """
    wanted = Aliases(aliases.enabled, parse_groups(write_groups(aliases.groups).split("\n")))
    with store.write() as connection:
        if _read(connection) == wanted:
            return Done(wanted, Changes(WRITE_ALIASES))
        connection.exec_driver_sql("DELETE FROM alias")
        rows = [
            (number, ordinal, word)
            for number, group in enumerate(wanted.groups)
            for ordinal, word in enumerate(group)
        ]
        if rows:
            connection.exec_driver_sql(
                "INSERT INTO alias(group_number, ordinal, word) VALUES (?, ?, ?)", rows
            )
        connection.exec_driver_sql(
            "INSERT INTO meta(key, value) VALUES (?, '1') ON CONFLICT(key)"
            " DO UPDATE SET value = CAST(value AS INTEGER) + 1",
            (_NUMBER_KEY,),
        )
        connection.exec_driver_sql("DELETE FROM meta WHERE key = ?", (ON_KEY,))
        if wanted.enabled:
            connection.exec_driver_sql(
                "INSERT INTO meta(key, value) SELECT ?, value FROM meta WHERE key = ?",
                (ON_KEY, _NUMBER_KEY),
            )
    return Done(wanted, Changes(WRITE_ALIASES, library=True))


class Widener:
    """Puts the members of groups in the place of each other in one query."""

    def __init__(self, others: Mapping[str, Sequence[str]]) -> None:
        """Widen nothing yet.

        Args:
            others: the folded members, each with the other members of its group.
        """
        self._others = others
        self._left = MOST_WIDENED

    def tree(self, tree: Query) -> Query:
        """Return a query with alternatives beside every word or phrase that has some."""
        match tree:
            case Words(text, exact):
                return tree if exact else self._words(tree, fold(text))
            case Not(child):
                return Not(self.tree(child))
            case All(children):
                return All(tuple(self.tree(child) for child in children))
            case Either(children):
                flat: list[Query] = []
                for child in map(self.tree, children):
                    flat.extend(child.children if isinstance(child, Either) else (child,))
                return Either(tuple(flat))
            case _:
                return tree

    def _words(self, words: Words, folded: str) -> Query:
        forms = [form for form in self.forms(folded) if form != folded][: self._left]
        self._left -= len(forms)
        return Either((words, *map(Words, forms))) if forms else words

    def forms(self, folded: str) -> tuple[str, ...]:
        """Return a folded text with every choice of members put in the place of what stands there.

        The text itself comes first.  Places are taken from the left for as long as there are not
        more than ``MOST_FORMS``; where members overlap, one of them at a time is replaced.
        """
        chosen: list[tuple[tuple[int, int, str], ...]] = [()]
        for start, end, others in self._places(folded):
            free = [choice for choice in chosen if not choice or choice[-1][1] <= start]
            if len(chosen) + len(free) * len(others) > MOST_FORMS:
                break
            chosen += [(*choice, (start, end, other)) for choice in free for other in others]
        return tuple(dict.fromkeys(_replaced(folded, choice) for choice in chosen))

    def _places(self, folded: str) -> Iterator[tuple[int, int, Sequence[str]]]:
        """Yield where members stand, from the left, with what may stand there instead."""
        places = [
            (start, start + len(word), others)
            for word, others in self._others.items()
            if word in folded
            for start in occurrences(word, folded)
            if _is_whole(folded, start) and _is_whole(folded, start + len(word))
        ]
        places.sort(key=lambda place: place[:2])
        yield from places


def _is_whole(text: str, place: int) -> bool:
    """Tell whether a place parts neither a letter from its marks nor a run of letters."""
    if not 0 < place < len(text):
        return True
    parted = is_letter(text[place - 1]) and is_letter(text[place])
    return not parted and starts_whole(text, place)


def _replaced(text: str, choice: Iterable[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, other in choice:
        parts += (text[done:start], other)
        done = end
    return "".join((*parts, text[done:]))


_known: WeakKeyDictionary[Store, tuple[int, Mapping[str, Sequence[str]]]] = WeakKeyDictionary()


def widened(store: Store, connection: Connection, tree: Query, number: int) -> Query:
    """Return a query with its aliases.

    Args:
        store: the library.
        connection: a connection in the transaction of the search.
        tree: the query as it was parsed.
        number: that of the list which is switched on, or 0.
    """
    if not number:
        return tree
    known = _known.get(store)
    if known is None or known[0] != number:
        known = _known[store] = (number, _others(_read(connection).groups))
    return Widener(known[1]).tree(tree)


def _others(groups: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    others: dict[str, tuple[str, ...]] = {}
    for group in groups:
        folded = [fold(word) for word in group]
        for word in folded:
            others[word] = tuple(each for each in folded if each != word)
    return others
