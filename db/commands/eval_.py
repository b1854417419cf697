"""``beilin eval``: how well the reply inference does on threads whose parents are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.commands import scores
from db.commands.paper import clip, count, one_line, table
from db.errors import FileUnreadable, NotFound
from db.evaluation import WAYS, Refused, evaluate, half_of, read
from db.evaluation.breakdown import (
    by_cause,
    by_language,
    by_rule,
    by_style,
    errors,
    quotes_by_way,
)
from db.evaluation.causes import CAUSES
from db.replies import ENGINE_VERSION, rules

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

    from db.commands.desk import Desk
    from db.evaluation import LabelledThread, Report
    from db.evaluation.measures import Links

_ALL = "all"
_WIDEST = 60
_LINKS = ("P", "R", "F1")
_SURER = ("P.8", "R.8", "F1.8")


def run(options: Namespace, desk: Desk) -> int:
    """Score the engine on a file of labelled threads; no library is opened or changed."""
    threads, refused = _read(options)
    for each in refused:
        desk.complain(f"{options.file}, line {each.line}: {each.reason}; the line was passed over.")
    if not threads:
        raise NotFound(
            "There is nothing to score in {file}.",
            "Each line must be one thread in the form that db/evaluation/README.md describes.",
            file=options.file,
        )
    styles = set(options.style)
    ways = [way for way in WAYS if not styles or way in styles or (way == "mix" and styles)]
    report = evaluate(threads, ways, baselines=options.baselines)
    if styles:
        report.judged = [
            each
            for each in report.judged
            if each.style in styles or each.way.removesuffix("-partial") in styles
        ]
    if desk.as_json:
        desk.answer(scores.report(report, refused, listed=options.errors))
    else:
        _write(report, desk, listed=options.errors)
    return 1 if refused else 0


def _read(options: Namespace) -> tuple[list[LabelledThread], list[Refused]]:
    threads: list[LabelledThread] = []
    refused: list[Refused] = []
    try:
        with options.file.open("rb") as file:
            for each in read(file):
                if isinstance(each, Refused):
                    refused.append(each)
                elif _is_wanted(each, options):
                    threads.append(each)
    except OSError as error:
        raise FileUnreadable(
            "{file} could not be read: {reason}.",
            "Name a file of labelled threads, one JSON record a line.",
            str(error),
            file=options.file,
            reason=error.strerror or type(error).__name__,
        ) from error
    return threads, refused


def _is_wanted(thread: LabelledThread, options: Namespace) -> bool:
    if options.thread and thread.name not in options.thread:
        return False
    return options.half in (_ALL, half_of(thread.name))


def _write(report: Report, desk: Desk, *, listed: bool) -> None:
    threads, posts = (
        count(report.threads, "thread", "threads"),
        count(report.posts, "post", "posts"),
    )
    desk.write(f"Rules {ENGINE_VERSION} on {threads} with {posts}.")
    _styles(report, desk)
    _partial(report, desk)
    _quotes(report, desk)
    _rules(report, desk)
    _baselines(report, desk)
    _calibration(report, desk)
    _causes(report, desk)
    if listed:
        _errors(report, desk)


def _section(desk: Desk, title: str, head: list[str], rows: Iterable[list[str]]) -> None:
    """A table under its title, with all columns but the texts set to the right."""
    filled = list(rows)
    if not filled:
        return
    numbers = [
        place
        for place in range(len(head))
        if all(row[place][:1] in "-." or row[place][0].isdigit() for row in filled)
    ]
    desk.write()
    desk.write(title)
    for line in table(head, filled, numbers=numbers):
        desk.write(line)


def _share(value: float | None) -> str:
    """A share in three digits; a dash where there is none."""
    return "-" if value is None else f"{value:.3f}"


def _links(each: Links) -> list[str]:
    return [_share(each.precision), _share(each.recall), _share(each.f1)]


def _styles(report: Report, desk: Desk) -> None:
    _section(
        desk,
        "Links: from .5, from .8, and those drawn solid (lower: of their precision, at 95 %)",
        ["language", "way", "style", "links", *_LINKS, *_SURER, "solid", "lower", "recall"],
        (
            [
                one_line(row.language),
                row.way,
                row.style or _ALL,
                str(row.figures.links.labels),
                *_links(row.figures.links),
                *_links(row.figures.surer),
                _share(row.figures.solid.precision),
                _share(row.figures.solid.lower),
                _share(row.figures.solid.recall),
            ]
            for row in by_style(report)
            if not row.partial
        ),
    )


def _partial(report: Report, desk: Desk) -> None:
    _section(
        desk,
        "Captures without the first 40 % of the floors: parents that are not there",
        ["language", "way", "absent", "false solid", "shown as lost", "R of the others"],
        (
            [
                one_line(row.language),
                row.way,
                str(row.figures.absent),
                _share(row.figures.absent_solid / row.figures.absent),
                _share(row.figures.absent_ghost / row.figures.absent),
                _share(row.figures.links.recall),
            ]
            for row in by_style(report)
            if row.partial and row.style is None and row.figures.absent
        ),
    )


def _quotes(report: Report, desk: Desk) -> None:
    _section(
        desk,
        "Quotes: which floor the words come from",
        ["language", "way", "quotes", "P", "R", "F1"],
        (
            [one_line(language), way, str(here.labels), *_links(here)]
            for language, way, here in quotes_by_way(report)
        ),
    )


def _rules(report: Report, desk: Desk) -> None:
    _section(
        desk,
        "Rules in whole captures (tiers: b quotes, c mentions, d echoes)",
        ["language", "tier", "rule", "links", "right", "P", "lower"],
        (
            [
                one_line(row.language),
                row.tier,
                row.rule or _ALL,
                str(row.links.claimed),
                str(row.links.right),
                _share(row.links.precision),
                _share(row.links.lower),
            ]
            for row in by_rule(report)
        ),
    )


def _baselines(report: Report, desk: Desk) -> None:
    _section(
        desk,
        "What simple means reach on the same floors",
        ["language", "way", "baseline", "links", "P", "R", "F1"],
        (
            [one_line(language), way, name, str(here.labels), *_links(here)]
            for (language, way), named in report.baselines.items()
            for name, here in named.items()
        ),
    )


def _calibration(report: Report, desk: Desk) -> None:
    _section(
        desk,
        "Confidence and what came true, in whole captures",
        ["language", "links", "confidence", "right", "apart"],
        (
            row
            for each in by_language(report)
            for row in [
                *(
                    [
                        one_line(each.language),
                        str(here.links),
                        _share(here.confidence),
                        _share(here.right / here.links),
                        _share(abs(here.right / here.links - here.confidence)),
                    ]
                    for here in each.bins
                ),
                [
                    one_line(each.language),
                    str(sum(here.links for here in each.bins)),
                    "-",
                    "-",
                    _share(each.error),
                ],
            ]
        ),
    )


def _causes(report: Report, desk: Desk) -> None:
    _section(
        desk,
        "Errors by cause",
        ["language", "way", "floors", "cause"],
        (
            [one_line(language), way, str(number), f"{cause}: {CAUSES[cause]}"]
            for language, way, cause, number in by_cause(report)
        ),
    )


def _errors(report: Report, desk: Desk) -> None:
    _section(
        desk,
        "Errors",
        ["cause", "thread", "way", "style", "floor", "answers", "found", "rule"],
        (
            [
                each.cause,
                clip(one_line(each.thread), _WIDEST),
                each.way,
                each.style,
                one_line(each.floor),
                one_line(each.answer),
                one_line(each.found) or "-",
                f"{each.rule} {rules.RULES[each.rule].words}" if each.rule else "-",
            ]
            for each in errors(report)
        ),
    )
