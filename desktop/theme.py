"""Colours as tokens, light and dark; everything painted takes its colour from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Named colours (``#RRGGBB``) of one theme."""

    name: str
    paper: str  # reading column
    panel: str  # side panes
    raised: str  # fields and cards on a panel
    ink: str  # text
    muted: str  # secondary text
    faint: str  # disabled text, hints
    rule: str  # hairlines
    rail: str  # tree lines of dashed and unmarked edges
    rail_strong: str  # tree lines of solid edges, fold boxes
    accent: str  # the one accent: seal red
    on_accent: str
    hit: str
    hit_current: str
    selection: str
    evidence: str
    note: str
    chip: str
    quote: str  # quoted words
    warning: str


LIGHT = Tokens(
    name="light", paper="#FBFAF6", panel="#F2EFE8", raised="#FFFFFF", ink="#24211D",
    muted="#6F685E", faint="#A29B8F", rule="#E3DED3", rail="#CFC8BA", rail_strong="#8E8577",
    accent="#A8342A", on_accent="#FFFFFF", hit="#FFE694", hit_current="#FFB84D",
    selection="#CBDDF2", evidence="#DDF0D2", note="#A8342A", chip="#F1EDE4", quote="#6E675D",
    warning="#8A5A00",
)  # fmt: skip
DARK = Tokens(
    name="dark", paper="#1B1A18", panel="#232220", raised="#2C2A27", ink="#DDD8CE",
    muted="#A09A8F", faint="#6F6A62", rule="#35322E", rail="#4A463F", rail_strong="#8A8376",
    accent="#E0766A", on_accent="#1B1A18", hit="#6B5510", hit_current="#A86A12",
    selection="#2F4A66", evidence="#2F4A2A", note="#E0766A", chip="#2A2825", quote="#A8A196",
    warning="#E0B15A",
)  # fmt: skip
