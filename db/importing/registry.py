"""The readers this version has, and the choice among them.

To add one: write ``formats/<site>_<medium>.py`` with its ``FORMAT`` and name it here.  They
stand by medium and family, the more specific before the more general, since among equals the one
named first wins; those that guess stand last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.importing.formats import (
    bangumi_html,
    bbs_text,
    beilin_json,
    board2049_yaml,
    chan_json,
    discord_json,
    discourse_html,
    discourse_json,
    discourse_records,
    discourse_text,
    discuz_html,
    discuz_old_html,
    discuz_text,
    discuz_touch_html,
    douban_html,
    forumotion_html,
    generic_html,
    generic_text,
    github_html,
    guozaoke_html,
    hn_html,
    hn_json,
    huaren_html,
    huaren_json,
    ipb_html,
    kantie_text,
    lihkg_json,
    mail_eml,
    mbox_records,
    mitbbs_html,
    nga_html,
    nga_markdown,
    phpbb_html,
    ptt_html,
    ptt_text,
    reddit_html,
    reddit_json,
    reddit_records,
    smf_html,
    stackexchange_html,
    stackexchange_records,
    stage1_markdown,
    telegram_json,
    tianya_html,
    tieba_html,
    v2ex_html,
    vbulletin_html,
    wenxuecity_html,
    wordpress_html,
    xenforo_html,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.importing.claims import Format, RecordFormat, Score
    from db.importing.page import Page

FORMATS: tuple[Format, ...] = (
    # mail, and what Beilin writes itself
    mail_eml.FORMAT,
    beilin_json.FORMAT,
    # JSON of the interfaces of sites
    discourse_json.FORMAT,
    reddit_json.FORMAT,
    hn_json.ALGOLIA,
    hn_json.FIREBASE,
    lihkg_json.FORMAT,
    chan_json.FORMAT,
    huaren_json.FORMAT,
    # JSON of exported chats
    telegram_json.FORMAT,
    discord_json.FORMAT,
    # text: pages copied out of a browser, articles of telnet boards, archives in Markdown or YAML
    kantie_text.FORMAT,
    discuz_text.FORMAT,
    ptt_text.FORMAT,
    bbs_text.FORMAT,
    discourse_text.FORMAT,
    stage1_markdown.FORMAT,
    nga_markdown.FORMAT,
    board2049_yaml.FORMAT,
    # pages of Discuz!, the newest first
    discuz_html.FORMAT,
    discuz_touch_html.DISCUZ_TOUCH,
    discuz_old_html.DISCUZ_7,
    discuz_touch_html.DISCUZ_WAP,
    discuz_old_html.DISCUZ_NET,
    # pages of other Chinese sites, telnet boards on the web among them
    tieba_html.FORMAT,
    nga_html.FORMAT,
    douban_html.FORMAT,
    tianya_html.FORMAT,
    v2ex_html.FORMAT,
    bangumi_html.FORMAT,
    guozaoke_html.FORMAT,
    huaren_html.FORMAT,
    wenxuecity_html.BBS,
    wenxuecity_html.NEWS,
    mitbbs_html.FORMAT,
    ptt_html.FORMAT,
    # pages of forum engines; forumotion is a phpBB of its own and stands before it
    xenforo_html.XENFORO_2,
    xenforo_html.XENFORO_1,
    vbulletin_html.VBULLETIN_4,
    vbulletin_html.VBULLETIN_3,
    forumotion_html.FORMAT,
    phpbb_html.PHPBB_3,
    phpbb_html.SUBSILVER,
    smf_html.FORMAT,
    ipb_html.IPS_4,
    ipb_html.IPB_3,
    discourse_html.FORMAT,
    # pages of single sites, and blogs of one engine
    hn_html.FORMAT,
    reddit_html.REDDIT,
    reddit_html.REDDIT_OLD,
    stackexchange_html.FORMAT,
    github_html.FORMAT,
    wordpress_html.FORMAT,
    # guesses, where no other reader is sure
    generic_html.FORMAT,
    generic_text.FORMAT,
)  # fmt: skip
RECORD_FORMATS: tuple[RecordFormat, ...] = (
    discourse_records.FORMAT,
    reddit_records.FORMAT,
    mbox_records.FORMAT,
    stackexchange_records.FORMAT,
)  # fmt: skip
"""Files of many threads, which are read record by record."""
ALL: tuple[Format | RecordFormat, ...] = (*FORMATS, *RECORD_FORMATS)
ENOUGH = 0.5
CERTAIN = 1.0
HEAD_BYTES = 65_536


def choose(
    page: Page, formats: Sequence[Format] = FORMATS
) -> tuple[Format | None, list[tuple[Format, Score]]]:
    """Return the reader with the best score of at least ``ENOUGH``, and how those asked scored.

    Only readers of the page's medium are asked, and those that guess only where no other is sure,
    nor knows the page for a list.  Among equals the one named first wins, so that nobody is asked
    behind one that is quite sure.
    """
    asked = [format_ for format_ in formats if format_.medium is page.medium]
    scored: list[tuple[Format, Score]] = []
    for format_ in asked:
        if format_.guesses:
            continue
        score = format_.claims(page)
        scored.append((format_, score))
        if score.value >= CERTAIN:
            return format_, scored
    if not any(score.value >= ENOUGH or score.a_list for _, score in scored):
        scored += [(format_, format_.claims(page)) for format_ in asked if format_.guesses]
    scored.sort(key=lambda pair: -pair[1].value)
    best = scored[0][0] if scored and scored[0][1].value >= ENOUGH else None
    return best, scored


def choose_records(
    head: bytes, name: str, formats: Sequence[RecordFormat] = RECORD_FORMATS
) -> RecordFormat | None:
    """Return the reader of records with the best score of at least ``ENOUGH`` for a file.

    Args:
        head: the first 65,536 bytes of the file.
        name: the file's name.
        formats: the readers that are asked.
    """
    scored = [(format_.claims(head, name).value, format_) for format_ in formats]
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= ENOUGH else None


def named(name: str) -> Format | RecordFormat | None:
    """Return the reader of a name."""
    return next((each for each in ALL if each.name == name), None)
