"""Lists of threads of the boards that are read are refused as lists, and threads are not."""

from __future__ import annotations

import pytest

from db.errors import NotAThread
from db.importing.preparing import prepare_bytes

LISTS = {
    "discuz x": """<meta name="generator" content="Discuz! X3.4"><title>河畔闲谈 - 渡口论坛</title>
        <table id="threadlisttableid"><tbody id="normalthread_7"><tr><th><a class="s xst"
        href="thread-7-1-1.html">水闸</a></th><td class="by">老丁</td></tr></tbody></table>""",
    "discuz 7": """<meta name="generator" content="Discuz! 7.2"><title>茶器</title>
        <table class="datatable"><tbody id="normalthread_3"><tr><th class="subject">
        <a href="viewthread.php?tid=3">铁壶</a></th></tr></tbody></table>""",
    "discuz nt": """<meta name="generator" content="Discuz!NT 3.1.0"><title>安家</title>
        <table><tr><td><a href="showtopic.aspx?topicid=45">车库门</a></td></tr></table>""",
    "mitbbs": """<title>雪国(Snow)版同主题模式 - 未名空间(mitbbs.com)</title>
        <meta name="Description" content="未名空间同主题模式雪国版面文章列表">
        <a href="/article_t/Snow/7001.html">雪后的邮差</a>""",
    "wenxuecity": '<link rel="canonical" href="https://bbs.wenxuecity.com/balcony/">'
    + "".join(f'<p>• <a class="post" href="/balcony/{n}.html">第{n}帖</a></p>' for n in range(9)),
    "wenxuecity news": '<link rel="canonical" href="https://www.wenxuecity.com/news/">'
    + "".join(f'<a href="/news/2024/01/0{n % 9}/a-{n}.html">第{n}条</a>' for n in range(14)),
    "ptt": """<title>看板 Bakery 文章列表 - 批踢踢實業坊</title><div class="r-list-container">
        <div class="r-ent"><div class="title"><a href="/bbs/Bakery/M.1.A.1.html">麵包</a></div>
        </div></div>""",
    "tieba": """<title>煤油灯吧-百度贴吧</title><ul id="thread_list"><li class="j_thread_list"
        data-field='{"id":1}'><a class="j_th_tit" href="/p/1">灯芯</a></li></ul>""",
    "nga": """<title>野外生活 NGA玩家社区</title><a href="nuke.php?func=ucp&uid=1">x</a>
        <table id="topicrows"><tbody class="topicrow"><tr><td><a class="topic"
        href="/read.php?tid=2">保温桶</a></td></tr></tbody></table>""",
    "v2ex": """<meta property="og:site_name" content="V2EX"><title>V2EX › 硬件</title>
        <div class="cell item"><span class="item_title"><a class="topic-link"
        href="/t/9">键盘</a></span></div>""",
    "douban": """<link rel="canonical" href="https://www.douban.com/group/roast/discussion">
        <title>深夜烤肉小组</title><table class="olt"><tr><td class="title">
        <a href="https://www.douban.com/group/topic/12/">烤羊腿</a></td></tr></table>""",
    "tianya": """<title>夜话_论坛_天涯社区</title><table class="tab-bbs-list"><tr>
        <td class="td-title"><a href="http://bbs.tianya.cn/post-16-8-1.shtml">水塔</a></td></tr>
        </table>""",
    "bangumi": """<title>片尾小组</title><div id="headerNeue2"></div><table class="topic_list">
        <tr><td class="subject"><a href="/group/topic/3">片尾曲</a></td></tr></table>""",
    "guozaoke": """<title>过早客 - 首页</title><div class="topic-item"><h3 class="title">
        <a href="/t/6#reply1">热干面</a></h3></div>""",
    "huaren": """<title>闲话</title><a href="https://huaren.us/userinfo.html?uid=3">x</a>
        <div class="hr-topic"><a href="/showtopic.html?topicid=3">火鸡</a></div>""",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_threads_is_refused_as_one(name: str) -> None:
    html = f"<!DOCTYPE html><html><head>{LISTS[name]}</body></html>"
    with pytest.raises(NotAThread) as caught:
        prepare_bytes(html.encode(), f"{name}.html")
    assert "list of threads" in caught.value.headline
