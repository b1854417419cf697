from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.errors import QueryWrong
from db.search import parse, write
from db.search.query import All, Author, Either, Not, Query, Words

TEXT = st.text(
    st.sampled_from('中国a-="“”() :：ORauthor\n\u3000好'), min_size=1, max_size=8
) | st.text(st.characters(exclude_categories=()), min_size=1, max_size=8)
LEAF = st.builds(Words, TEXT, st.booleans()) | st.builds(Author, TEXT)


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
        ("title:x", 0),
        ("a date:2025", 2),
        ("(" * 30 + "a", 20),
        ("a " * 101, 200),
    ],
)
def test_wrong(query: str, position: int) -> None:
    with pytest.raises(QueryWrong) as wrong:
        parse(query)
    assert wrong.value.position == position
    assert wrong.value.detail == f"at character {position + 1}"
