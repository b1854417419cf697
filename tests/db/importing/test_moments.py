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
