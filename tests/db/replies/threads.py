"""Small invented threads, and what was found in them by floor number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.replies import infer
from db.replies.floors import FlatThread, Floor

if TYPE_CHECKING:
    from db.replies.floors import FoundGhost, FoundLink, FoundQuote, Inference

ZONE = "Asia/Shanghai"
RULER = "-----"
# posts long enough to be believed when they are quoted
FERRY = "渡口的老船今天早上终于修好了，下午三点开始载客，票价还是两块钱。"
BRIDGE = "新桥要到明年春天才通车，工地上的吊车昨天又停了一整天，没有人说为什么。"
TEA = "茶馆二楼靠窗的位子留给听书的人，后来的只能站在楼梯口。"
STONE = "石碑背面的小字磨得看不清了，拓片里倒还留着三行完整的。"
OWN = "我倒觉得慢一点也没什么不好。"
OTHER = "这话我记下了，回头再看。"


def thread(
    *floors: tuple[str | None, str], article: str = "", zone: str | None = ZONE
) -> FlatThread:
    """A thread of floors by author and text, numbered from 1."""
    made = tuple(Floor(text, author, str(at)) for at, (author, text) in enumerate(floors, 1))
    return FlatThread("河边旧事", article, made, zone)


def found(*floors: tuple[str | None, str], article: str = "") -> Inference:
    """What the rules find in such a thread."""
    return infer(thread(*floors, article=article))


def edges(inference: Inference) -> dict[int, tuple[int | None, str, str]]:
    """The primary edges by floor number: parent, state, rule."""
    return {
        link.child + 1: (
            link.parent + 1 if link.parent is not None else None,
            link.state.value,
            link.rule,
        )
        for link in inference.links
        if link.primary
    }


def edge(inference: Inference, child: int) -> FoundLink:
    """The primary edge of a floor."""
    (link,) = (link for link in inference.links if link.primary and link.child == child - 1)
    return link


def also(inference: Inference, child: int) -> list[int | None]:
    """The further parents of a floor."""
    return [
        link.parent + 1 if link.parent is not None else None
        for link in inference.links
        if not link.primary and link.child == child - 1
    ]


def quotes_in(inference: Inference, floor: int) -> list[FoundQuote]:
    """The quotes of a floor."""
    return [quote for quote in inference.quotes if quote.floor == floor - 1]


def words(text: str, quote: FoundQuote) -> str:
    """The quoted words without their frame."""
    return text[quote.words.start : quote.words.end]


def framed(text: str, quote: FoundQuote) -> str:
    """The quote with its frame."""
    return text[quote.span.start : quote.span.end]


def ghost(inference: Inference) -> FoundGhost:
    """The one lost post."""
    (lost,) = inference.ghosts
    return lost


def evidence(made: FlatThread, inference: Inference, child: int) -> tuple[tuple[str, str], ...]:
    """The words an edge rests on, in both floors."""
    link = edge(inference, child)
    assert link.parent is not None
    here, there = made.floors[link.child].text, made.floors[link.parent].text
    shown: list[tuple[str, str]] = []
    for each in link.evidence:
        assert each.parent is not None
        shown.append(
            (
                here[each.child.start : each.child.end],
                there[each.parent.start : each.parent.end],
            )
        )
    return tuple(shown)
