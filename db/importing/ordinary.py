"""How ordinary the characters of a text are: what tells Chinese from bytes read wrongly."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SAMPLE = 65_536

# The commonest characters of running Chinese, in both scripts: about four in ten of any text.
_FREQUENT = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三"
    "已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女"
    "這來國個說們為時會過對裡後麼沒還發當無開見經頭從動兩長樣現將與進實點聲話兒問機電幾關應業產樓"
    "，。、：；！？（）“”「」《》—…"
)
# within this many characters of a page there are words, however much script stands at its top
_WORDS_WITHIN = 16 * SAMPLE
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_SPACE = re.compile(r"[ \t\n\r]{2,}")


def sample(text: str) -> str:
    """Return the part of a text that is judged: its beginning, without mark-up."""
    head = text[:_WORDS_WITHIN]
    if head.lstrip()[:1] != "<":
        return head[:SAMPLE]
    return _SPACE.sub(" ", _TAG.sub("", head))[:SAMPLE]


def ordinary(text: str) -> tuple[float, float, int]:
    """Judge the characters beyond ASCII: share that is common, share very frequent, and count."""
    counts = Counter(_beyond_ascii(text))
    total = sum(counts.values())
    if not total:
        return 0.0, 0.0, 0
    common = sum(count for sign, count in counts.items() if _is_common(sign))
    frequent = sum(count for sign, count in counts.items() if sign in _FREQUENT)
    return common / total, frequent / total, total


def is_chinese(common: float, frequent: float, total: int) -> bool:
    """Tell whether what ``ordinary`` found is what running Chinese has."""
    return common >= 0.75 and (total < 40 or frequent >= 0.08)


def _beyond_ascii(text: str) -> Iterable[str]:
    return (character for character in text if character > "\x7f")


@lru_cache(maxsize=16_384)
def _is_common(sign: str) -> bool:
    """Whether a character is of the first level of GB 2312 or Big5, or is CJK punctuation."""
    gb = sign.encode("gb2312", "ignore")
    big5 = sign.encode("big5", "ignore")
    return (
        (len(gb) == 2 and (gb[0] <= 0xA3 or 0xB0 <= gb[0] <= 0xD7))
        or (len(big5) == 2 and (big5[0] <= 0xA3 or 0xA4 <= big5[0] <= 0xC6))
        or sign in "\u00a0\u3000\u200b\ufeff"
    )
