"""Marks of a Discuz! page that was copied as text, in either script and any skin.

Source of the marks: copies of pages of several boards, and the language files of Discuz! X in both
scripts.  Lines are folded for recognition only; what is stored is cut from the line as saved.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LONGEST = 240
_SIMPLER = str.maketrans(
    "發樓閱讀評論復覆圖來註錄頁關欄塊帳說從條個開瀏覽點擊數跟貼間時後專陸該顯層複製鏈鍊於編輯參與載傳過"
    "濾報導飾體簡單舉鮮選擇轉換設為熱讓還會員級驗證遊門戶權響應獎勵檔儲積簽訊題聽眾絲廣聯絡線離碼冊",
    "发楼阅读评论复复图来注录页关栏块帐说从条个开浏览点击数跟贴间时后专陆该显层复制链链于编辑参与载传过"
    "滤报导饰体简单举鲜选择转换设为热让还会员级验证游门户权响应奖励档储积签讯题听众丝广联络线离码册",
    "\u200b\u200c\u200d\u2060\ufeff",
)
TIME = (
    r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: \d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)?"
    r"|(?:昨天|前天|今天) ?(?:[上下]午 ?)?\d{1,2}:\d{2}(?: ?[AP]M)?"
    r"|(?:\d{1,4}|半) ?(?:秒|分钟|小时|天|个月|年)前|刚刚)"
)
_TAIL = (
    r"(?:只看该作者|只看大图|只看楼主|显示全部楼层|显示全部|回帖奖励|倒序浏览|正序浏览|阅读模式|来自手机"
    r"|来自 ?\S{1,40}|IP属地 ?[:]? ?\S{1,20}|查看全部|个人主页|打印"
    r"|字体大小 ?[:]? ?[大中小 tT]{1,9}|发送?私信|收藏|推荐|置顶|编辑)"
)
_HEADER = re.compile(
    rf"(?P<before>.{{0,100}}?) ?发表于 ?(?P<time>{TIME})"
    rf"(?P<after>(?: ?\| ?[^|]{{0,40}}| {_TAIL}){{0,9}}) ?\|? ?"
)
_WRITTEN = re.compile("发表于|發表於|发表於|發表于")
_POSTER = re.compile(r"楼主 ?\|?")
_LABEL = re.compile(
    r"(?:第 ?)?(?P<digits>\d{1,7}) ?[#楼]|# ?(?P<behind>\d{1,7})|(?P<word>沙发|板凳|地板|楼主|推荐)"
)
_COUNTS = re.compile(
    r"(?:(?:查看|阅读|浏览|点击) ?:? ?)?(?P<views>\d{1,12}) ?\| ?"
    r"(?:(?:回复|评论) ?:? ?)?(?P<replies>\d{1,9})"
)
_ONE_COUNT = re.compile(
    r"\|? ?(?P<kind>查看|阅读|浏览|点击|回复|评论) ?: ?(?P<number>\d{1,12}) ?\|?"
)
_COUNTED = re.compile("[|:\uff5c\uff1a\ufe13\ufe55]")  # all that fold to either
COPY_LINK = re.compile(r"\[(?:复制链接|複製鏈接|複製連結|复制連結|複製链接)\]")
_EDITED = re.compile(r"\[? ?本帖最后由 (?P<by>.{1,60}?) 于 (?P<time>.{4,40}?) 编辑 ?\]?")
_ANSWERS = re.compile(
    r"\[?b?\]?回复 ?(?:第 ?)?#?(?P<floor>\d{1,7}) ?[#楼] ?(?P<name>.{0,60}?)(?: ?的帖子)? ?"
)
_ATTACHED = re.compile(
    r"(?P<name>\S.{0,180}?\.[A-Za-z0-9]{1,8}) ?(?P<size>\([\d.,]{1,12} ?(?:[KMG]?B|Bytes|字节)"
    r"(?:,? ?(?:下载次数|下载|阅读次数|售价) ?:? ?[^()]{1,40}){0,3}\))"
)
_SENT = re.compile(r"[\d/-]{8,10} [\d:]{4,8}(?: [AP]M)? ?上传")
ATTACHED_LINES = frozenset(
    ("下载附件", "保存到相册", "点击文件名下载附件", "上传", "登录/注册后可看大图", "点击查看大图")
)
_PLAIN = frozenset((
    "收起左侧", "展开左侧", "开启左侧", "打印", "上一主题", "下一主题", "打印 上一主题 下一主题",
    "电梯直达", "跳转到指定楼层", "跳转到", "倒序浏览", "正序浏览", "阅读模式", "只看该作者",
    "只看大图", "回帖奖励", "显示全部楼层", "推荐", "来自手机", "返回列表", "发新帖", "发帖",
    "找回密码", "找回密码?", "注册", "登录", "自动登录", "立即注册", "用户名", "密码", "搜索",
    "快捷导航", "QQ登录", "只需一步,快速开始", "注册[Register]", "设为首页", "收藏本站",
    "切换到宽版", "切换到窄版", "门户", "论坛", "帖子", "高级搜索", "本版", "用户", "使用道具",
    "举报", "使用道具 举报", "回复", "回复 使用道具 举报", "支持", "反对", "支持 反对", "点评",
    "回复 支持 反对", "回复 支持 反对 使用道具 举报", "回复 举报", "收藏", "分享", "淘帖",
    "分享到", "评分", "收藏 分享 评分", "收藏 分享 淘帖 支持 反对", "收藏 支持 反对", "TOP",
    "引用", "返回顶部", "顶", "踩", "回复 引用", "引用 报告 回复", "报告 回复 引用 TOP", "报告",
    "大 中 小", "楼主",
))  # fmt: skip
_FOOT = frozenset((
    "返回列表", "发表回复", "发新帖", "高级模式", "您需要登录后才可以回帖 登录 | 注册",
    "本版积分规则", "您需要登录后才可以回帖 登录 | 立即注册", "回帖并转播",
    "回帖后跳转到最后一页", "上一页", "下一页", "下一页 »", "相关帖子",
    "快速回复 返回顶部 返回列表", "快速回复", "返回版块", "回帖", "发表帖子",
))  # fmt: skip
_FOOT_START = ("Powered by Discuz", "您需要登录后才可以回帖", "本版积分规则", "GMT+8", "小黑屋|")
_STRONG = re.compile(
    r"\d[\d,.]{0,12}[万亿kKwW]?"
    r"|(?:主题|帖子|积分|精华|回帖|听众|收听|粉丝|关注|好友|日志|相册|分享|记录|广播)"
    r"(?: ?[:]? ?\d.{0,12})?"
    r"|(?:UID|阅读权限|注册时间|最后登录|在线时间|威望|金钱|金币|贡献|银币|铜币|性别|来自)"
    r"(?: ?[:]? ?\S.{0,24})?"
    r"|[^\W\d_]{1,8} ?[:]? ?-?\d[\d,.]{0,12} ?(?:点|个|枚|元|人|℃|小时|分|级|G|币|HB)?"
    r"|Rank ?: ?\d.{0,40}"
    r"|(?:发消息|加好友|打招呼|收听TA|串个门|加关注|发短消息|查看详细资料|当前离线|当前在线)"
    r"(?: .{0,40})?"
    r"|TA的每日心情|该用户从未签到|签到天数.{0,40}|\[LV\.?\S{1,12}"
)


@dataclass(frozen=True, slots=True)
class Header:
    """A line that says when a post was written, and perhaps by whom and on which floor."""

    line: int
    author: str | None
    label: str | None
    time: str
    by_poster: bool
    whole: bool


def fold(line: str) -> str:
    """Fold a short line for recognition; a long one is cut, which no mark survives."""
    return " ".join(unicodedata.normalize("NFKC", line[:_LONGEST]).translate(_SIMPLER).split())


def header(line: str, at: int) -> Header | None:
    """Recognise the line of a post's time.

    ``whole`` says that it has what only the page writes behind a time or before a name.
    """
    if len(line) > _LONGEST or not _WRITTEN.search(line):
        return None
    match = _HEADER.fullmatch(fold(line))
    if match is None:
        return None
    before = _WRITTEN.split(line, maxsplit=1)[0]
    author, label, by_poster = _who(before)
    if author is not None and not _is_name(author):
        return None
    marked = bool(match["after"].strip(" |")) or by_poster or label is not None
    return Header(at, author, label, match["time"], by_poster, marked)


def _who(before: str) -> tuple[str | None, str | None, bool]:
    """Part what stands before the time into name, floor, and whether it is the thread's poster."""
    label, by_poster = None, False
    names: list[str] = []
    for part in re.split(r"[|｜]", before):
        words = part.strip()
        folded = fold(words)
        number = _LABEL.fullmatch(folded)
        if _POSTER.fullmatch(folded):
            by_poster = True
        elif number is not None:
            label = label or _printed(number)
        elif words:
            names.append(words)
    return " ".join(names) or None, label, by_poster


def _printed(match: re.Match[str]) -> str:
    return match["digits"] or match["behind"] or match["word"]


def _is_name(words: str) -> bool:
    return (
        len(words) <= 40 and not set(words) & set('。，！？!?：:；;"“”《》') and "://" not in words
    )


def is_name(line: str) -> bool:
    """Whether a line can be the name of a writer."""
    words = line.strip()
    return bool(words) and _is_name(words) and not is_frame(line) and strong(line) is False


def floor_label(line: str) -> str | None:
    """Return the label of a floor for a line that is nothing else: a number, or ``沙发``."""
    if len(line) > 40:
        return None
    match = _LABEL.fullmatch(fold(line))
    return _printed(match) if match is not None else None


def strong(line: str) -> bool:
    """Whether a line belongs to the points and links that stand below a name."""
    return len(line) <= 60 and _STRONG.fullmatch(fold(line)) is not None


def is_frame(line: str) -> bool:
    """Whether a line is only buttons and links of the page."""
    if len(line) > 80:
        return False
    folded = fold(line)
    if not folded or folded in _PLAIN or COPY_LINK.fullmatch(line.strip()):
        return True
    parts = [part.strip() for part in folded.split("|")]
    return len(parts) > 1 and all(not part or part in _PLAIN for part in parts)


def is_foot(line: str) -> bool:
    """Whether the foot of the page begins with a line."""
    if len(line) > 160:
        return False
    folded = fold(line)
    return folded in _FOOT or folded.startswith(_FOOT_START)


def counts(line: str) -> tuple[int | None, int | None, bool]:
    """Return views, replies, and whether the line named them."""
    if len(line) > 80 or not _COUNTED.search(line):
        return None, None, False
    folded = fold(line)
    match = _COUNTS.fullmatch(folded)
    if match is not None:
        return int(match["views"]), int(match["replies"]), not folded[0].isdigit()
    one = _ONE_COUNT.fullmatch(folded)
    if one is None:
        return None, None, False
    number = int(one["number"])
    return (None, number, True) if one["kind"] in ("回复", "评论") else (number, None, True)


def edited(line: str) -> re.Match[str] | None:
    """Recognise the note of a later change."""
    return _EDITED.fullmatch(fold(line)) if "本帖" in line[:8] else None


def editor(line: str) -> str | None:
    """Return who changed a post, as printed in the note."""
    match = re.search(r"由 (.{1,60}?) [于於] ", line)
    return match[1].strip() if match else None


def answered_floor(line: str) -> str | None:
    """Return the floor that a line names as answered: ``回复 2# X 的帖子``."""
    if len(line) > 120:
        return None
    match = _ANSWERS.fullmatch(fold(line))
    return match["floor"] if match is not None else None


def attachment(line: str) -> tuple[str, str] | None:
    """Return name and size for a line that is an attachment's."""
    if len(line) > _LONGEST or "(" not in line.replace("（", "("):
        return None
    match = _ATTACHED.fullmatch(fold(line))
    if match is None:
        return None
    cut = max(line.rfind("("), line.rfind("（"))
    return line[:cut].strip(), line[cut:].strip()


def sent(line: str) -> bool:
    """Whether a line says when an attachment was sent."""
    return len(line) <= 60 and _SENT.fullmatch(fold(line)) is not None
