"""Threads that wait for the rest of their capture, packed where they are many."""

from __future__ import annotations

import pytest

from db.importing import holding
from db.importing.drafts import (
    AsideDraft,
    AsideKind,
    FigureDraft,
    PostDraft,
    QuoteDraft,
    ThreadDraft,
    TimeDraft,
)
from db.importing.holding import Drafts
from tests.builders import make_capture, read_text


@pytest.mark.parametrize("few", [0, 7, 10_000])
def test_what_is_held_comes_back_by_key(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "FEW", few)
    post = PostDraft(
        "话",
        "甲",
        site_id="1",
        quotes=(QuoteDraft(0, 1, 0, 1, "乙"),),
        figures=(FigureDraft(0, src="a.png"),),
        asides=(AsideDraft(AsideKind.SIGNATURE, "签名"),),
        time=TimeDraft("t", "2024-05-01T08:05+08:00"),
    )
    drafts = [
        read_text(make_capture(1, 5).decode()),
        ThreadDraft("二", posts=(post,)),
        read_text(make_capture(2, 5).decode()),
    ]
    held = Drafts()
    for key, draft in zip("aba", drafts, strict=True):
        held.add(key, draft)
    assert len(held) == 3
    found = {key: list(group) for key, group in held.by_key()}
    assert list(found) == ["a", "b"]
    assert found == {"a": [drafts[0], drafts[2]], "b": [drafts[1]]}
