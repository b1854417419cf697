"""Invented captures, the same for the same seed: what benchmarks and tests import.

The talk is about a riverside town: its words are drawn from one list, so that it looks like a
thread from afar and holds nobody's sentences.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from db.importing.formats import kantie_text
from db.importing.page import Origin, Page

if TYPE_CHECKING:
    from db.importing.drafts import ThreadDraft

# words of two characters each, the commonest first
_WORDS = (
    "我们他们这里那边自己今天昨天时候现在以前以后觉得知道看见听说记得喜欢回来出去起来开始"
    "一直已经还是可能应该真的其实大概总是常常有时慢慢忽然终于居然顺便认真简单普通漂亮干净热闹"
    "安静奇怪有趣可惜麻烦便宜新鲜暖和老旧结实河边桥头街角巷口渡口码头公园院子楼下门口窗户阳台"
    "厨房书架桌子椅子台灯雨伞钥匙信箱招牌石阶栏杆屋顶墙角水井菜园果树银杏桂花竹子青苔落叶早饭"
    "午饭晚饭面条米粉豆腐青菜橘子茶叶咖啡汤圆烧饼酱油白糖邻居老师同学师傅老板医生司机孩子爷爷"
    "奶奶妈妈爸爸姐姐弟弟朋友路人猫咪小狗麻雀鸭子鲤鱼蜻蜓春天夏天秋天冬天早上中午傍晚半夜周末"
    "假期下雨刮风下雪晴天月亮星星雾气潮水修好搬走换掉带来忘记找到拍下画过种下买回卖掉借走送给"
    "收到打开关上擦干洗净煮熟尝过读完写下寄出等待路过停下坐着站着跑步散步骑车划船钓鱼下棋唱歌"
    "吵架和好商量答应拒绝帮忙道谢照片车票地图日记菜谱收音电视电话电池相机自行铃铛轮胎班车渡船"
    "价钱两块三斤半天几年十分一半第一最后故事消息办法毛病味道声音颜色样子地方时间天气生意手艺"
)
_PARTICLES = "的了在就也是和都不把给到"
_TAILS = (
    "真没想到", "谁知道呢", "挺好的", "有空去看看吧", "我也一样", "说来话长", "味道没变",
    "这才是过日子", "下次带上我", "WiFi都没有", "比1987年还早", "像一部DIY电影", "OK不说了",
)  # fmt: skip
_MARKS = "。。。。!?"
_NAMES_A = "北南老小阿云石江山雨晚青木半一"
_NAMES_B = "桥渡茶舟桂鱼灯墨霜砚竹帆巷井糖"
_NAMES_C = ("", "先生", "_2019", "Z", "同学", "88", "在河边", "er", "不吃辣", "Wu")
_LATIN = ("Heron", "mossy_stone", "tea4two", "Pingu", "LateBus", "rivermouth", "Quince")
_TO_TRADITIONAL = str.maketrans(
    "们这里边时现觉见听说记欢来开经还应该实总会终认简单净热闹静麻烦鲜旧结桥头码园楼门书灯钥信",
    "們這裏邊時現覺見聽說記歡來開經還應該實總會終認簡單淨熱鬧靜麻煩鮮舊結橋頭碼園樓門書燈鑰信",
)


@dataclass
class _Floor:
    author: str
    text: str
    own: str
    when: datetime


def make_capture(seed: int, floors: int, *, claimed: int | None = None) -> bytes:
    """Return an invented page in the manner of kantie.org as UTF-8.

    One floor in seven quotes an earlier one, as on the real pages of this kind, in their styles;
    floors have about eighty characters, most of them forty, a few several hundred.
    """
    talk = _Talk(seed, floors)
    lines = [
        f"{talk.words(3)}:{talk.words(2)}与河边小城的第{seed + 1}个故事",
        "",
        "城南旧事",
        talk.rng.choice(_LATIN),
        f"最新回复:{talk.now:%Y}年{talk.now.month}月{talk.now.day}日 8点05分 PT",
        "\u00a0 返回列表",
        f"{talk.rng.randint(200, 90_000)}\u00a0 阅读",
        f"{floors if claimed is None else claimed}\u00a0 评论",
        "河岸周刊",
        "",
        "",
    ]
    for paragraph in range(talk.rng.randint(6, 14)):
        if paragraph in (2, 5):
            lines += [talk.words(4), "", ""]
        if paragraph in (0, 3):
            lines += [f"图像来源,{talk.rng.choice(_LATIN)},{talk.phrase()}", ""]
        lines += [talk.sentences(talk.rng.randint(90, 240)), ""]
    for number in range(1, floors + 1):
        floor = talk.floor()
        if talk.rng.random() < 0.4:
            lines.append(floor.author[0])
        lines += [floor.author, f"{number} 楼", floor.text]
    return "\n".join(lines).encode()


class _Talk:
    """People who talk: each floor may quote one that was there."""

    def __init__(self, seed: int, floors: int) -> None:
        self.rng = random.Random(seed * 7919 + 17)
        self.now = datetime(2024, 3, 1, 7, 30) + timedelta(hours=seed)
        count = max(3, floors // 3)
        people = {self._name(): 1.0 for _ in range(count)}
        self._people = list(people)
        self._weights = list(accumulate((1 + place) ** -0.7 for place in range(len(self._people))))
        self._floors: list[_Floor] = []

    def _name(self) -> str:
        if self.rng.random() < 0.15:
            return f"{self.rng.choice(_LATIN)}{self.rng.randint(1, 999)}"
        two = self.rng.choice(_NAMES_A) + self.rng.choice(_NAMES_B)
        return f"{two}{self.rng.choice(_NAMES_C)}{self.rng.choice(_NAMES_B)}"

    def words(self, count: int) -> str:
        """So many words in a row, some with a particle; the first of the list come most often."""
        rng = self.rng
        places = (int(len(_WORDS) // 2 * rng.random() ** 1.5) * 2 for _ in range(count))
        return "".join(
            _WORDS[place : place + 2] + (rng.choice(_PARTICLES) if rng.random() < 0.35 else "")
            for place in places
        )

    def phrase(self) -> str:
        """One sentence with its mark."""
        rng = self.rng
        words = self.words(rng.randint(3, 8))
        if rng.random() < 0.35:
            words += f",{self.words(rng.randint(2, 5))}"
        if rng.random() < 0.15:
            words += f",{rng.choice(_TAILS)}"
        return words + rng.choice(_MARKS)

    def sentences(self, length: int) -> str:
        """Sentences of about so many characters."""
        parts: list[str] = []
        size = 0
        while size < length:
            parts.append(self.phrase())
            size += len(parts[-1])
        return "".join(parts)

    def floor(self) -> _Floor:
        """Write the next floor."""
        self.now += timedelta(seconds=self.rng.randint(20, 900))
        author = self.rng.choices(self._people, cum_weights=self._weights)[0]
        own = self.sentences(min(600, max(6, int(self.rng.lognormvariate(3.8, 0.75)))))
        if self.rng.random() < 0.1:
            own = own.translate(_TO_TRADITIONAL)
        if self.rng.random() < 0.05:
            own += "😂"
        text = own
        if self._floors and self.rng.random() < 0.15:
            text = self._quoting(own)
        floor = _Floor(author, text, own, self.now)
        self._floors.append(floor)
        return floor

    def _quoting(self, own: str) -> str:
        rng = self.rng
        source = self._floors[max(0, len(self._floors) - int(rng.expovariate(0.08)) - 1)]
        head = f"{source.author} 发表评论于 {source.when:%Y-%m-%d %H:%M:%S}"
        style = rng.random()
        if style < 0.45:
            words = source.text if rng.random() < 0.15 else source.own
            return f"回复:‘{head} {words[:600]}’ **{'=' * 16}** {own}"
        if style < 0.75:
            cut = rng.choice((12, 20, 30, 50))
            dots = "......" if len(source.own) > cut else ""
            return f"{head} {source.own[:cut]}{dots} {'-' * rng.choice((21, 60, 81))} {own}"
        if style < 0.9:
            return f"{own} {'-' * 21} {source.own}"
        if style < 0.97:
            return f"{head}\n{source.own}\n{'-' * 20}\n{own}"
        lost = self.sentences(24)
        head = f"{self._name()} 发表评论于 2024-02-28 06:0{rng.randint(0, 9)}:11"
        return f"回复:‘{head} {lost}’ **{'=' * 16}** {own}"


def captured_again(seed: int, data: bytes) -> bytes:
    """Return such a page as it might be saved later.

    Of its floors 3 % are gone and the others numbered anew, 2 % were edited, 5 % came in the other
    script, and 20 % are spaced anew.
    """
    rng = random.Random(seed)
    lines = data.decode().split("\n")
    starts = [at - 1 for at, line in enumerate(lines) if re.fullmatch(r"\d+ 楼", line)]
    # a single character above the name is its picture
    starts = [at - (lines[at - 1] == lines[at][0]) for at in starts]
    kept: list[str] = lines[: starts[0]]
    count = 0
    for start, end in pairwise([*starts, len(lines)]):
        if rng.random() < 0.03:
            continue
        count += 1
        name = lines[start : start + (1 if lines[start + 1].endswith(" 楼") else 2)]
        text = "\n".join(lines[start + len(name) + 1 : end])
        if rng.random() < 0.02:
            text += " 又想了想，还是这样说吧。"
        if rng.random() < 0.05:
            text = text.translate(_TO_TRADITIONAL)
        if rng.random() < 0.2:
            text = text.replace(",", ", ").replace("。", "。\u3000")
        kept += [*name, f"{count} 楼", text]
    return "\n".join(kept).encode()


def read_text(text: str) -> ThreadDraft:
    """Read a text as one copied from a page in the manner of kantie.org."""
    (draft,) = kantie_text.FORMAT.read(Page(text, Origin("page.txt")))
    return draft
