"""Times as sites print them mean what they say, and no more than that."""

from __future__ import annotations

import pytest

from db.importing.moments import moment


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Thu, 27 Sep 2018 14:51:09 +0200", "2018-09-27T14:51:09+02:00"),
        ("Thu, 27 Sep 2018 14:51:09 -0500", "2018-09-27T14:51:09-05:00"),
        ("27 September 2018 at 14:51 -0330", "2018-09-27T14:51-03:30"),
    ],
)
def test_offsets_on_either_side_of_greenwich(text: str, iso: str) -> None:
    found = moment(text)
    assert found is not None
    assert found.text == text
    assert found.iso == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2 小时 5 分钟前", "2023-11-02T07:55+08:00"),
        ("1 天 3 小时前", "2023-11-01T07+08:00"),
        ("1 hour 20 minutes ago", "2023-11-02T08:40+08:00"),
        ("2 光年 5 分钟前", None),
        ("999999 weeks 5 minutes ago", None),
    ],
)
def test_a_time_ago_in_two_units(text: str, iso: str | None) -> None:
    found = moment(text, "Asia/Shanghai", "2023-11-02T10:00:00+08:00")
    assert found is not None
    assert found.iso == iso
