from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import QueryWrong
from db.search import parse, write
from db.search.operators import OPERATORS, VALUES, Dates, Floors, Has, In, Is, Named, Operator
from db.search.query import KEYWORDS, All, Author, Either, Not, Query, Words

TEXT = st.text(
    st.sampled_from('中国a-="“”() :：ORauthor\n\u3000好'), min_size=1, max_size=8
) | st.text(st.characters(exclude_categories=()), min_size=1, max_size=8)


@st.composite
def operators(draw: st.DrawFn) -> Operator:
    """Any operator that can be typed."""
    name = draw(st.sampled_from(OPERATORS))
    if name in VALUES:
        value = draw(st.sampled_from(VALUES[name]))
        return Has(value) if name == "has" else In(value) if name == "in" else Is(value)
    if name not in ("floor", "date"):
        return Named(name, draw(TEXT))
    which = draw(st.sampled_from(("first", "last", "both")))
    if name == "floor":
        low, high = sorted(draw(st.tuples(FLOOR, FLOOR)))
        return Floors(None if which == "last" else low, None if which == "first" else high)
    early, late = sorted(draw(st.tuples(st.dates(), st.dates())))
    size = draw(st.sampled_from((4, 7, 10)))
    first, last = str(early)[:size], str(late)[: draw(st.sampled_from((4, 7, 10)))]
    return Dates(None if which == "last" else first, None if which == "first" else last)


FLOOR = st.integers(0, 10**15 - 1)
LEAF: st.SearchStrategy[Query] = st.one_of(
    st.builds(Words, TEXT, st.booleans()), st.builds(Author, TEXT), operators()
)


def _positive(tree: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    no_all = tree.filter(lambda child: not isinstance(child, All))
    no_either = tree.filter(lambda child: not isinstance(child, Either))
    everything = st.tuples(
        no_all, st.lists(no_all | st.builds(Not, tree), min_size=1, max_size=3)
    ).map(lambda parts: All((parts[0], *parts[1])))
    either = st.lists(no_either, min_size=2, max_size=3).map(lambda parts: Either(tuple(parts)))
    return everything | either


TREES: st.SearchStrategy[Query] = st.recursive(LEAF, _positive, max_leaves=12)


@given(TREES)
def test_what_is_written_is_read_again(tree: Query) -> None:
    assert parse(write(tree)) == tree


@given(
    st.text(st.characters(exclude_categories=()), max_size=40)
    | st.text('a"“”()-= OR:中author\n', max_size=30)
    | st.lists(
        st.sampled_from([*(f"{name}:" for name in KEYWORDS), "-", "(", ")", " ", "：", "OR "])
        | st.sampled_from(["2025", "..", "-13", "quote", "１２", "note", '"', "x", "9" * 5000]),
        max_size=8,
    ).map("".join)
)
def test_any_text_is_a_query_or_says_where_it_is_wrong(text: str) -> None:
    try:
        tree = parse(text)
    except QueryWrong as error:
        wrong = error
    else:
        assert parse(write(tree)) == tree
        return
    assert 0 <= wrong.position <= len(text)
    assert wrong.headline
    assert wrong.advice


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("中国", Words("中国")),
        ("中国 芯片", All((Words("中国"), Words("芯片")))),
        ('"hello world"', Words("hello world")),
        ('"a ""b"" c"', Words('a "b" c')),
        ("芯片 -中国", All((Words("芯片"), Not(Words("中国"))))),
        ("=共產黨", Words("共產黨", exact=True)),
        ('="A b"', Words("A b", exact=True)),
        ("author:西门雪 好", All((Author("西门雪"), Words("好")))),
        ("author：西门雪", Author("西门雪")),
        ('author:"a b"', Author("a b")),
        ("a b OR c", Either((All((Words("a"), Words("b"))), Words("c")))),
        ("a (b OR c)", All((Words("a"), Either((Words("b"), Words("c")))))),
        ("a (b c)", All((Words("a"), Words("b"), Words("c")))),
        ("a -(b c)", All((Words("a"), Not(All((Words("b"), Words("c"))))))),
        ("(f(x) b)", All((Words("f(x)"), Words("b")))),
        ("笑:)", Words("笑:)")),
        ("ORDER or", All((Words("ORDER"), Words("or")))),
        ("a-b", Words("a-b")),
        ("-", Words("-")),
        ("a - b", All((Words("a"), Words("-"), Words("b")))),
        ("http://a.b", Words("http://a.b")),
        ("全　角", All((Words("全"), Words("角")))),
        ('"  "', Words("  ")),
        ("“没有 钟” 三年", All((Words("没有 钟"), Words("三年")))),
        ("=“共 產”", Words("共 產", exact=True)),
        ("author:“a b”", Author("a b")),
        ("(a “b c”)", All((Words("a"), Words("b c")))),
        ("“时刻”还是", Words("“时刻”还是")),
        ("“未完", Words("“未完")),
        ("“”", Words("“”")),
        ('"“时刻”"', Words("“时刻”")),
        ("title:石碑", Named("title", "石碑")),
        ("board：“a b”", Named("board", "a b")),
        ('thread:12 tag:"x y"', All((Named("thread", "12"), Named("tag", "x y")))),
        ("floor:12", Floors(12, 12)),
        ("floor:10..20", Floors(10, 20)),
        ("floor：１０..", Floors(10, None)),
        ("floor:..20", Floors(None, 20)),
        ("date:2025", Dates("2025", "2025")),
        ("date:2025-1", Dates("2025-01", "2025-01")),
        ("date:2025-01..2025-03", Dates("2025-01", "2025-03")),
        ("date:2025-03..2025", Dates("2025-03", "2025")),
        ("date:..2024-02-29", Dates(None, "2024-02-29")),
        ("date:2025..", Dates("2025", None)),
        ("has:Note", Has("note")),
        ("in:quote 石碑", All((In("quote"), Words("石碑")))),
        ("-is：ghost 石碑", All((Not(Is("ghost")), Words("石碑")))),
        ("(is:unread OR is:edited)", Either((Is("unread"), Is("edited")))),
        ("hash:x", Words("hash:x")),
    ],
)
def test_reading(query: str, tree: Query) -> None:
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ("", 0),
        ("   ", 3),
        ('"abc', 0),
        ('a "b', 2),
        ('a ""', 2),
        ("(a", 0),
        ("a (b", 2),
        ("()", 1),
        ("a OR", 4),
        ("OR a", 0),
        ("a OR OR b", 5),
        ("-a", 0),
        ("a OR -b", 5),
        ("-(-a)", 2),
        ("author:", 0),
        ("a author: b", 2),
        ("title:", 0),
        ("a has: note", 2),
        ("a has:x", 6),
        ("in:标题", 3),
        ("is：read", 3),
        ("floor:x", 6),
        ("floor:..", 6),
        ("floor:20..10", 6),
        ("floor:-1", 6),
        ("floor:" + "9" * 5000, 6),
        ("date:jan", 5),
        ("date:..", 5),
        ("date:20250128", 5),
        ("date:2025-13", 5),
        ("date:2025-02-29", 5),
        ("date:2025-00-01", 5),
        ("date:0000", 5),
        ("date:2025-03..2025-01", 5),
        ("date:2025..2024", 5),
        ("-has:note", 0),
        ("(" * 30 + "a", 20),
        ("a " * 101, 200),
    ],
)
def test_wrong(query: str, position: int) -> None:
    with pytest.raises(QueryWrong) as wrong:
        parse(query)
    assert wrong.value.position == position
    assert wrong.value.detail == f"at character {position + 1}"
