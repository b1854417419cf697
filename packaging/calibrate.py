"""Write ``db/replies/table.py``: how sure each reply rule is, from labelled threads.

    python packaging/calibrate.py FILE.jsonl            # print what would be written
    python packaging/calibrate.py FILE.jsonl --write

The threads are those that ``beilin eval`` reads.  Confidences are made from one half of them
(by a fixed hash of the thread's id) and judged on the other.  A rule's figure is its measured
precision, drawn towards the figure of the study before it (the prior in ``db/replies/rules.py``)
by as many cases as that is worth:

    (right + PRIOR * prior) / (cases + PRIOR)

the mean of a Beta prior after so many trials (Gelman et al., Bayesian Data Analysis, 3rd ed.,
section 2.4; the m-estimate of Cestnik, ECAI 1990).  A prior outside of the interval in which the
precision lies at 95 % (Wilson) is contradicted and worth two cases only.  A real reply counts a
quarter in each of four degraded styles, an invented quote one.  Three things hold a figure back:

- rules whose cases are invented here (mentions, marks, echoes) stay at or below their prior, which
  was seen on real threads;
- a rule that was solid or dashed stays so, unless ``MOVED`` says why it may change;
- what rests on no case keeps the prior.
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from db.evaluation import LabelledThread, evaluate, half_of, read  # noqa: E402
from db.evaluation.breakdown import tier_of  # noqa: E402
from db.evaluation.measures import bins_of, calibration_error, wilson  # noqa: E402
from db.evaluation.mixed import MIX  # noqa: E402
from db.replies import ENGINE_VERSION, rules, table  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable

    from db.evaluation.judging import Judged

TARGET = ROOT / "db" / "replies" / "table.py"
PRIOR = 20
"""Cases that the prior is worth."""
CONTRADICTED = 2
"""Cases that a prior is worth which what was seen here contradicts."""
WEIGHTS = {"notime": 0.25, "run": 0.25, "textonly": 0.25, "delimonly": 0.25, MIX: 1.0}
"""Ways of flattening that are counted.  Left out is ``full``, from whose heads labels were made."""
SPACELESS = frozenset({"zh", "ja", "ko"})
INVENTED = frozenset({"c", "d"})
"""Tiers whose cases come from invented quotes, which flatter them."""
_ECHO = "most words that are repeated in real English threads are no answer"
MOVED: dict[tuple[str, bool], str] = {
    (rules.ECHO_LONG, True): _ECHO,
    (rules.ECHO, True): _ECHO,
    (rules.ECHO_SHORT, True): _ECHO,
}
"""Rules (and whether of spaced scripts) that may cross a threshold, and why."""
STEP = 0.001
MOST = 0.999


class Cases(NamedTuple):
    """Weighted links of a rule: how many there were, and how many were right."""

    cases: float
    right: float


class Outcome(NamedTuple):
    """The figure of a rule, and what was done to what was measured."""

    prior: float
    cases: float
    right: float
    confidence: float
    note: str


def counted(judged: Iterable[Judged]) -> dict[tuple[str, bool], Cases]:
    """The weighted cases of each rule, for spaceless and for spaced scripts."""
    sums: defaultdict[tuple[str, bool], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for each in judged:
        weight = WEIGHTS.get(each.way, 0.0)
        if each.claims and weight:
            here = sums[each.rule, each.language not in SPACELESS]
            here[0] += weight
            here[1] += weight * each.right
    return {key: Cases(*both) for key, both in sums.items()}


def figure(rule: str, prior: float, found: Cases, *, spaced: bool) -> Outcome:
    """The confidence of a rule, shrunk and held back as the head of this module says."""
    worth = CONTRADICTED if _contradicts(found, prior) else PRIOR
    sure = min((found.right + worth * prior) / (found.cases + worth), MOST)
    note = ""
    if tier_of(rule) in INVENTED and sure > prior:
        sure, note = prior, "invented cases flatter it"
    if (rule, spaced) in MOVED:
        note = MOVED[rule, spaced]
    else:
        low, high = _room(prior)
        held = min(max(sure, low), high)
        if held != sure:
            sure, note = held, f"{sure:.3f} would change how it is drawn"
    return Outcome(prior, round(found.cases, 2), round(found.right, 2), round(sure, 3), note)


def _contradicts(found: Cases, prior: float) -> bool:
    """Whether a prior lies outside of the interval of what was seen."""
    cases, right = round(found.cases), round(found.right)
    low, missed = wilson(right, cases), wilson(cases - right, cases)
    return low is not None and missed is not None and not low <= prior <= 1 - missed


def _room(prior: float) -> tuple[float, float]:
    """The confidences between which an edge is drawn as its prior draws it."""
    if prior >= rules.SOLID_FROM:
        return rules.SOLID_FROM, MOST
    if prior >= rules.DASHED_FROM:
        return rules.DASHED_FROM, rules.SOLID_FROM - STEP
    return 0.0, rules.DASHED_FROM - STEP


def outcomes(judged: Iterable[Judged], *, spaced: bool) -> dict[str, Outcome]:
    """The figures of all rules that can err; those that state what the page says cannot."""
    found = counted(judged)
    priors = {name: rule.spaced if spaced else rule.wide for name, rule in rules.RULES.items()}
    return {
        name: figure(name, prior, found.get((name, spaced), Cases(0, 0)), spaced=spaced)
        for name, prior in priors.items()
        if name not in rules.CERTAIN
    }


def apart(judged: Iterable[Judged], figures: dict[str, Outcome]) -> float | None:
    """The calibration error of some links under other figures; those below .5 are none."""
    changed: list[Judged] = []
    for each in judged:
        known = figures.get(each.rule)
        sure = each.confidence if known is None else known.confidence
        if each.claims and each.way in (*WEIGHTS, "full") and sure >= rules.DASHED_FROM:
            changed.append(dataclasses.replace(each, confidence=sure))
    return calibration_error(bins_of(changed))


def written(wide: dict[str, Outcome], spaced: dict[str, Outcome], threads: int) -> str:
    """The module, as text."""
    lines = [
        '"""How sure each rule is, measured; written by ``packaging/calibrate.py``, not by hand.',
        "",
        f"From {threads} labelled threads, the half for tuning.  Cases are weighted: a real reply",
        "counts a quarter in each of four styles, an invented quote one.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import NamedTuple",
        "",
        f'ENGINE_VERSION = "{ENGINE_VERSION}"',
        '"""The version of the rules that were measured."""',
        "",
        "",
        "class Figure(NamedTuple):",
        '    """The prior, the cases seen, how many of them were right, and what follows."""',
        "",
        "    prior: float",
        "    cases: float",
        "    right: float",
        "    confidence: float",
        "",
    ]
    for name, figures in (("WIDE", wide), ("SPACED", spaced)):
        lines += ["", f"{name}: dict[str, Figure] = {{"]
        lines += [
            f'    "{rule}": Figure({each.prior}, {each.cases}, {each.right}, {each.confidence}),'
            for rule, each in sorted(figures.items())
        ]
        lines.append("}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print, and write if asked to."""
    parser = argparse.ArgumentParser(
        description="Write the table of confidences of the reply rules."
    )
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with given.file.open("rb") as file:
        threads = [each for each in read(file) if isinstance(each, LabelledThread)]
    halves = {
        half: [each for each in threads if half_of(each.name) == half] for half in ("tune", "judge")
    }
    # without the table, so that a rule it holds below .5 is measured again, and twice is once
    with patch.dict(table.WIDE, clear=True), patch.dict(table.SPACED, clear=True):
        judged = {
            half: evaluate(here, ("full", *WEIGHTS), baselines=False).judged
            for half, here in halves.items()
        }
    wide = outcomes(judged["tune"], spaced=False)
    spaced = outcomes(judged["tune"], spaced=True)
    for name, figures, is_spaced in (("wide", wide, False), ("spaced", spaced, True)):
        _print(name, figures, counted(judged["judge"]), spaced=is_spaced)
        for half, here in judged.items():
            links = [each for each in here if (each.language not in SPACELESS) == is_spaced]
            before, after = apart(links, {}), apart(links, figures)
            print(f"{name}, {half}: calibration error {_share(before)} before, {_share(after)} now")
    if given.write:
        TARGET.write_text(written(wide, spaced, len(halves["tune"])), encoding="utf-8")
        print(f"wrote {TARGET.relative_to(ROOT)}")


def _print(
    name: str,
    figures: dict[str, Outcome],
    others: dict[tuple[str, bool], Cases],
    *,
    spaced: bool,
) -> None:
    print(f"\n{name:20} prior   cases   right  seen  lower  now   | other half: cases seen  note")
    for rule, each in sorted(figures.items()):
        other = others.get((rule, spaced), Cases(0, 0))
        lower = wilson(round(each.right), round(each.cases))
        print(
            f"{rule:20} {each.prior:.3f} {each.cases:7.1f} {each.right:7.1f} "
            f"{_share(each.right / each.cases if each.cases else None)} {_share(lower)} "
            f"{each.confidence:.3f} | {other.cases:7.1f} "
            f"{_share(other.right / other.cases if other.cases else None)}  {each.note}"
        )


def _share(value: float | None) -> str:
    return "  -  " if value is None else f"{value:.3f}"


if __name__ == "__main__":
    main()
