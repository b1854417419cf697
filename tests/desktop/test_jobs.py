"""Jobs: built, wired, then started; results come home in order, to the GUI thread."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QThread

from db.errors import Cancelled, DiskFull
from desktop.jobs import PROGRESS_INTERVAL, Job, Jobs, Pool, Ticket
from tests.db.threads.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PATIENCE = 10_000


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    assert qtbot is not None
    made = Jobs()
    yield made
    made.close()


def test_a_job_does_nothing_before_it_is_started(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[int] = []
    job = jobs.read(lambda _ticket: 1).on_success(heard.append)
    QCoreApplication.processEvents()
    assert (heard, jobs.busy) == ([], 0)
    job.start()
    assert jobs.busy == 1
    qtbot.waitUntil(lambda: heard == [1], timeout=PATIENCE)
    assert jobs.busy == 0


def test_a_job_is_started_once(jobs: Jobs, qtbot: QtBot) -> None:
    job = jobs.read(lambda _ticket: None)
    job.start()
    with pytest.raises(RuntimeError):
        job.start()
    qtbot.waitUntil(lambda: jobs.busy == 0, timeout=PATIENCE)


@pytest.mark.parametrize("pool", Pool)
def test_five_hundred_results_are_all_delivered(jobs: Jobs, qtbot: QtBot, pool: Pool) -> None:
    heard: list[int] = []
    settled: list[int] = []

    def asked(number: int) -> Job[int]:
        job = Job(jobs, pool, lambda _ticket: number)
        return job.on_success(heard.append).on_settled(lambda: settled.append(number))

    for number in range(500):
        asked(number).start()
    qtbot.waitUntil(lambda: len(settled) == 500, timeout=PATIENCE)
    assert sorted(heard) == list(range(500))
    if pool.threads == 1:
        assert heard == list(range(500))


def test_work_is_done_elsewhere_and_heard_of_in_the_gui_thread(jobs: Jobs, qtbot: QtBot) -> None:
    here = QThread.currentThread()
    worked: list[threading.Thread] = []
    heard: list[QThread] = []
    jobs.write(lambda _ticket: worked.append(threading.current_thread())).on_success(
        lambda _none: heard.append(QThread.currentThread())
    ).start()
    qtbot.waitUntil(lambda: bool(heard), timeout=PATIENCE)
    assert worked[0] is not threading.main_thread()
    assert worked[0].name.startswith("beilin-store")
    assert heard == [here]


def test_writes_happen_in_the_order_asked(jobs: Jobs, qtbot: QtBot) -> None:
    done: list[int] = []

    def slow(_ticket: Ticket) -> None:
        time.sleep(0.05)
        done.append(1)

    jobs.write(slow).start()
    jobs.write(lambda _ticket: done.append(2)).start()
    qtbot.waitUntil(lambda: len(done) == 2, timeout=PATIENCE)
    assert done == [1, 2]


def test_the_newest_request_of_a_channel_wins(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[int] = []
    settled: list[int] = []

    def asked(number: int) -> Job[int]:
        job = jobs.latest("search", lambda _ticket: number)
        return job.on_success(heard.append).on_settled(lambda: settled.append(number))

    for number in range(30):
        asked(number).start()
    qtbot.waitUntil(lambda: len(settled) == 30, timeout=PATIENCE)
    assert heard == [29]


def test_a_result_that_waits_to_be_delivered_is_stale_once_a_newer_is_asked_for(
    jobs: Jobs, qtbot: QtBot
) -> None:
    heard: list[int] = []
    done = threading.Event()

    def first(_ticket: Ticket) -> int:
        done.set()
        return 1

    jobs.latest("search", first).on_success(heard.append).start()
    assert done.wait(10)
    time.sleep(0.05)  # its result is on the way; no event was processed
    jobs.latest("search", lambda _ticket: 2).on_success(heard.append).start()
    qtbot.waitUntil(lambda: jobs.busy == 0, timeout=PATIENCE)
    assert heard == [2]


def test_channels_do_not_disturb_each_other(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[str] = []
    jobs.latest("search", lambda _ticket: "search").on_success(heard.append).start()
    jobs.latest("find", lambda _ticket: "find").on_success(heard.append).start()
    qtbot.waitUntil(lambda: sorted(heard) == ["find", "search"], timeout=PATIENCE)


def test_dropping_a_channel_silences_it(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[int] = []
    jobs.latest("find", lambda _ticket: 1).on_success(heard.append).start()
    jobs.drop("find")
    jobs.drop("find")
    qtbot.waitUntil(lambda: jobs.busy == 0, timeout=PATIENCE)
    assert heard == []


def test_cancelling_interrupts_a_running_query(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    begun = threading.Event()
    ended: list[str] = []

    def endless(ticket: Ticket) -> None:
        with shelf.store.reading() as reading:
            ticket.hold(reading)
            begun.set()
            try:
                reading.connection.exec_driver_sql(
                    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
                    " SELECT count(*) FROM n"
                ).all()
            finally:
                ended.append("interrupted" if reading.interrupted else "by itself")
                ticket.release()

    wrong: list[object] = []
    settled: list[bool] = []
    job = jobs.latest("search", endless)
    job.on_success(wrong.append).on_failure(wrong.append).on_settled(lambda: settled.append(True))
    ticket = job.start()
    assert begun.wait(10)
    time.sleep(0.02)
    began = time.monotonic()
    ticket.cancel()
    qtbot.waitUntil(lambda: bool(settled), timeout=PATIENCE)
    assert time.monotonic() - began < 5
    assert (ended, wrong) == (["interrupted"], [])
    with shelf.store.read() as connection:  # the connection is of use to others afterwards
        assert connection.exec_driver_sql("SELECT 1").scalar_one() == 1
    shelf.store.close()


def test_a_query_that_begins_after_cancelling_is_interrupted_too(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "a.beilin")
    ticket = Ticket()
    ticket.cancel()
    with shelf.store.reading() as reading:
        ticket.hold(reading)
        assert reading.interrupted
        ticket.release()
    shelf.store.close()


def test_a_job_cancelled_before_its_turn_does_not_run(jobs: Jobs, qtbot: QtBot) -> None:
    ran: list[int] = []
    gate = threading.Event()
    jobs.work(lambda _ticket: gate.wait(10)).start()
    settled: list[bool] = []
    second = jobs.work(lambda _ticket: ran.append(2)).on_settled(lambda: settled.append(True))
    second.start().cancel()
    gate.set()
    qtbot.waitUntil(lambda: settled == [True], timeout=PATIENCE)
    assert ran == []


def test_errors_come_home_to_those_who_listen(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[Exception] = []
    unheard: list[Exception] = []
    jobs.failed.connect(unheard.append)

    def fail(_ticket: Ticket) -> None:
        raise DiskFull("full")

    jobs.write(fail).on_failure(heard.append).start()
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=PATIENCE)
    assert unheard == []
    jobs.write(fail).start()
    qtbot.waitUntil(lambda: len(unheard) == 1, timeout=PATIENCE)
    assert isinstance(heard[0], DiskFull)
    assert isinstance(unheard[0], DiskFull)
    assert len(heard) == 1


def test_an_error_after_cancelling_is_silent(jobs: Jobs, qtbot: QtBot) -> None:
    begun = threading.Event()
    heard: list[Exception] = []
    jobs.failed.connect(heard.append)

    def fail(ticket: Ticket) -> None:
        begun.set()
        while not ticket.cancelled:
            time.sleep(0.001)
        raise OSError("interrupted")

    job = jobs.read(fail).on_failure(heard.append)
    ticket = job.start()
    assert begun.wait(10)
    ticket.cancel()
    qtbot.waitUntil(lambda: jobs.busy == 0, timeout=PATIENCE)
    assert heard == []


def test_a_listener_that_fails_leaves_no_job_behind(jobs: Jobs) -> None:
    inline = Jobs(inline=True)

    def wrong(_result: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        inline.read(lambda _ticket: 1).on_success(wrong).start()
    assert (inline.busy, jobs.busy) == (0, 0)


def test_progress_is_throttled_but_the_end_is_told(jobs: Jobs, qtbot: QtBot) -> None:
    steps: list[tuple[int, int, str]] = []
    settled: list[float] = []
    began = time.monotonic()

    def work(ticket: Ticket) -> float:
        for number in range(1, 20_001):
            ticket.step(number, 20_000, "a.txt")
        return time.monotonic() - began

    job = jobs.work(work).on_success(settled.append)
    job.on_progress(lambda done, total, what: steps.append((done, total, what))).start()
    qtbot.waitUntil(lambda: bool(settled), timeout=PATIENCE)
    assert steps[0] == (1, 20_000, "a.txt")
    assert steps[-1] == (20_000, 20_000, "a.txt")
    assert len(steps) <= 3 + settled[0] / PROGRESS_INTERVAL
    assert steps == sorted(steps)


def test_a_step_stops_a_cancelled_job() -> None:
    ticket = Ticket(lambda _done, _total, _what: pytest.fail("no progress after cancelling"))
    ticket.cancel()
    with pytest.raises(Cancelled):
        ticket.step(1, 2)
    with pytest.raises(Cancelled):
        ticket.check()


def test_closing_finishes_writes_and_cancels_the_rest(qtbot: QtBot) -> None:
    assert qtbot is not None
    jobs = Jobs()
    written: list[int] = []
    cancelled: list[bool] = []
    reading = threading.Event()

    def read(ticket: Ticket) -> None:
        reading.set()
        while not ticket.cancelled:
            time.sleep(0.001)
        cancelled.append(True)

    def slow(_ticket: Ticket) -> None:
        time.sleep(0.03)
        written.append(1)

    jobs.read(read).start()
    assert reading.wait(10)
    for _ in range(5):
        jobs.write(slow).start()
    jobs.close()
    assert (len(written), cancelled, jobs.busy) == (5, [True], 0)
    assert not [one.name for one in threading.enumerate() if one.name.startswith("beilin-")]
    jobs.write(lambda _ticket: written.append(2)).start()
    assert len(written) == 5


def test_waiting_for_writes(jobs: Jobs) -> None:
    gate = threading.Event()
    jobs.write(lambda _ticket: gate.wait(10)).start()
    assert not jobs.finish_writes(0.01)
    gate.set()
    assert jobs.finish_writes(10)
    assert jobs.finish_writes(0)


def test_it_is_told_how_many_jobs_are_under_way(jobs: Jobs, qtbot: QtBot) -> None:
    counts: list[int] = []
    jobs.busy_changed.connect(counts.append)
    gate = threading.Event()
    jobs.read(lambda _ticket: gate.wait(10)).start()
    jobs.write(lambda _ticket: None).start()
    gate.set()
    qtbot.waitUntil(lambda: jobs.busy == 0, timeout=PATIENCE)
    assert counts == [1, 2, 1, 0]


def test_inline_jobs_are_done_when_start_returns() -> None:
    jobs = Jobs(inline=True)
    heard: list[object] = []
    job = jobs.write(lambda ticket: ticket.step(2, 2, "x"))
    job.on_progress(lambda done, total, what: heard.append((done, total, what)))
    job.on_success(heard.append)
    job.on_settled(lambda: heard.append("settled")).start()
    assert heard == [(2, 2, "x"), None, "settled"]
    assert jobs.busy == 0
