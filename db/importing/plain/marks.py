"""Marks of a copied page: counts, times, links and captions, in any width, spacing and script.

Lines are folded here for recognition only; what is stored is cut from the line as it was saved.
Only short lines are looked at, so that a long one costs nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LONGEST = 120
# Traditional characters of the marks alone, and what stands invisibly in copied text.
_SIMPLER = str.maketrans(
    "樓閱讀評論復覆圖來註發錄頁關欄塊帳說從條個開瀏覽點擊數跟貼間時後專陸",
    "楼阅读评论复复图来注发录页关栏块帐说从条个开浏览点击数跟贴间时后专陆",
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff",
)

_NUMBER = (
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})"
    r"(?P<rough>\.[0-9]{1,3})?(?P<wan>[万亿kKwW]?)\+?"
)
_SEEN = "阅读|浏览|查看|点击|人气|阅读量|浏览量|点击数|阅读数|浏览数"
_SAID = "评论|回复|跟帖|跟贴|回帖|留言|评论数|回复数|跟帖数"
_COUNT = re.compile(
    rf"(?:共 ?)?{_NUMBER} ?[条个篇次]? ?(?:(?P<views>{_SEEN})|(?P<replies>{_SAID}))"
)
_LABELLED_COUNT = re.compile(
    rf"(?:(?P<views>{_SEEN})|(?P<replies>{_SAID})) ?[:(]? ?{_NUMBER} ?[条个篇次]? ?\)?"
)
_LATEST = re.compile(r"(?:最新|最后)(?:回复|跟帖|跟贴|评论|回帖|发表) ?:")
_BACK = re.compile(r"[<«‹←\[ ]{0,3}返回(?:列表|论坛|新闻列表)[>»›\] ]{0,3}")
_FIELD = re.compile(
    r"(?:(?P<source>(?:文章|新闻|信息|稿件)?来源|出处)|(?P<board>版块|板块|栏目|论坛|频道|分类)"
    r"|(?P<poster>发帖人|发帖者|发布者|发布人|楼主|贴主|帖主)"
    r"|(?P<published>发布时间|发表时间|发布于)) ?: ?\S"
)
_FLOOR = re.compile(r"第? ?(?P<label>[0-9]{1,7}(?:-[0-9]{1,5})?) ?楼")
_CREDIT = frozenset(("图像来源", "图片来源", "图源", "图片版权", "图像版权"))
_CAPTION = frozenset(("图像加注文字", "图片加注文字", "图片说明", "图像说明", "图注"))
_IMAGE_NAME = re.compile(
    r"[^/\\:*?\"<>|。，！？；]{1,80}\.(?:jpe?g|png|gif|webp|bmp|heic|avif|svg|tiff?)", re.IGNORECASE
)
_UNSEEN = " \t\u00a0\u3000\u200b\u200c\u200d\u2060\ufeff"
_STOPS = "。.!！;；,，、:：…"
_CLOSERS = "”’」』）)】》>\"'"


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of a page's head that says what it is; ``value`` is its text as saved."""

    kind: str
    value: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class FigureMark:
    """What is left of an image: a credit, a caption, or the name of its file."""

    kind: str
    credit: str | None = None
    caption: str | None = None
    src: str | None = None

    @property
    def empty(self) -> bool:
        """Whether the mark stands alone and what it announces is on the next line."""
        return self.credit is None and self.caption is None and self.src is None


def plain(line: str) -> str:
    """Fold a short line for recognition; a long one is cut, which no mark survives."""
    folded = unicodedata.normalize("NFKC", line[:_LONGEST]).translate(_SIMPLER)
    return " ".join(folded.split())


def blank(line: str) -> bool:
    """Whether a line has nothing to see: spaces of any width, or nothing."""
    return not line or line.isspace() or (len(line) <= 40 and not line.strip(_UNSEEN))


def floor_label(line: str) -> str | None:
    """Return ``3`` for a line that is ``3 楼`` and nothing else, ``2-1`` for ``2-1 楼``."""
    if len(line) > 40 or ("楼" not in line and "樓" not in line):
        return None
    match = _FLOOR.fullmatch(plain(line))
    return match["label"] if match else None


def head_mark(line: str) -> Mark | None:
    """Recognise a line of a page's head."""
    if len(line) > _LONGEST:
        return None
    folded = plain(line)
    if _LATEST.match(folded):
        return Mark("latest", _after_colon(line))
    if _BACK.fullmatch(folded):
        return Mark("back")
    count = _COUNT.fullmatch(folded) or _LABELLED_COUNT.fullmatch(folded)
    if count:
        exact = not count["rough"] and not count["wan"]
        number = int(count["number"].replace(",", "")) if exact else None
        return Mark("views" if count["views"] else "replies", line.strip(), number)
    field = _FIELD.match(folded)
    if field and field.lastgroup:
        return Mark(field.lastgroup, _after_colon(line))
    return None


def _after_colon(line: str) -> str:
    cut = min((at for at in (line.find(":"), line.find("：")) if at >= 0), default=-1)
    return line[cut + 1 :].strip()


def figure_mark(line: str) -> FigureMark | None:
    """Recognise what is left of an image in a line of its own."""
    cut = _divider(line[:24])
    label = plain(line[:cut] if cut >= 0 else line[:24])
    if label in _CREDIT or label in _CAPTION:
        if cut < 0 and len(line.strip()) > len(label):
            return None
        rest = line[cut + 1 :].strip() if cut >= 0 else ""
        if label in _CAPTION:
            return FigureMark("caption", None, rest or None)
        return FigureMark("credit", *_split(rest))
    name = line.strip()
    if len(name) <= 100 and "." in name and _IMAGE_NAME.fullmatch(name):
        return FigureMark("file", src=name)
    return None


def _divider(text: str) -> int:
    return min((at for sign in ",，:：" if (at := text.find(sign)) >= 0), default=-1)


def _split(text: str) -> tuple[str | None, str | None]:
    """Divide credit and caption at the first comma."""
    cut = min((at for sign in ",，" if (at := text.find(sign)) >= 0), default=-1)
    if cut < 0:
        return text or None, None
    return text[:cut].strip() or None, text[cut + 1 :].strip() or None


def ends_with_stop(line: str) -> bool:
    """Whether a line closes as a sentence does; a question mark closes headings too."""
    return line.rstrip().rstrip(_CLOSERS).rstrip().endswith(tuple(_STOPS))


def is_prose(line: str) -> bool:
    """Whether a line is running text rather than a name, a title or a label."""
    text = line.strip()
    return len(text) > 60 or "。" in text or ends_with_stop(text)
