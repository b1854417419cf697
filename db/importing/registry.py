"""The readers this version has, and the choice among them.

To add one: write ``formats/<site>_<medium>.py`` with its ``FORMAT`` and name it here.  Among
equals the one named first wins; ``generic`` readers stand last.
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
    kantie_text.FORMAT,
    discourse_json.FORMAT,
    reddit_json.FORMAT,
    mail_eml.FORMAT,
    beilin_json.FORMAT,
    lihkg_json.FORMAT,
    hn_json.ALGOLIA,
    hn_json.FIREBASE,
    chan_json.FORMAT,
    huaren_json.FORMAT,
    telegram_json.FORMAT,
    discord_json.FORMAT,
    ptt_text.FORMAT,
    discuz_html.FORMAT,
    discuz_old_html.DISCUZ_7,
    discuz_old_html.DISCUZ_NET,
    discuz_touch_html.DISCUZ_TOUCH,
    discuz_touch_html.DISCUZ_WAP,
    bbs_text.FORMAT,
    stage1_markdown.FORMAT,
    board2049_yaml.FORMAT,
    mitbbs_html.FORMAT,
    wenxuecity_html.BBS,
    wenxuecity_html.NEWS,
    ptt_html.FORMAT,
    xenforo_html.XENFORO_2,
    xenforo_html.XENFORO_1,
    vbulletin_html.VBULLETIN_4,
    vbulletin_html.VBULLETIN_3,
    forumotion_html.FORMAT,
    phpbb_html.PHPBB_3,
    phpbb_html.SUBSILVER,
    smf_html.FORMAT,
    ipb_html.IPB_3,
    ipb_html.IPS_4,
    hn_html.FORMAT,
    reddit_html.REDDIT,
    reddit_html.REDDIT_OLD,
    stackexchange_html.FORMAT,
    github_html.FORMAT,
    discourse_html.FORMAT,
    wordpress_html.FORMAT,
    tieba_html.FORMAT,
    nga_html.FORMAT,
    v2ex_html.FORMAT,
    douban_html.FORMAT,
    tianya_html.FORMAT,
    bangumi_html.FORMAT,
    guozaoke_html.FORMAT,
    huaren_html.FORMAT,
    generic_html.FORMAT,
    discourse_text.FORMAT,
    nga_markdown.FORMAT,
    discuz_text.FORMAT,
    generic_text.FORMAT,
)  # fmt: skip
RECORD_FORMATS: tuple[RecordFormat, ...] = (
    discourse_records.FORMAT,
    reddit_records.FORMAT,
    mbox_records.FORMAT,
    stackexchange_records.FORMAT,
)  # fmt: skip
ALL: tuple[Format | RecordFormat, ...] = (*FORMATS, *RECORD_FORMATS)
ENOUGH = 0.5
HEAD_BYTES = 65_536


def choose(
    page: Page, formats: Sequence[Format] = FORMATS
) -> tuple[Format | None, list[tuple[Format, Score]]]:
    """Return the reader with the best score of at least ``ENOUGH``, and how all of them scored.

    Only readers of the page's medium are asked, and those that guess only where no other is sure,
    nor knows the page for a list.  Among equals the one named first wins.
    """
    asked = [format_ for format_ in formats if format_.medium is page.medium]
    scored = [(format_, format_.claims(page)) for format_ in asked if not format_.guesses]
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
