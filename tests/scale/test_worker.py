"""A process beside this one that reads: in order, once more where it died, and never longer than who started it."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from countermove.intake.problem import Problem
from countermove.scale import worker as worker_file
from countermove.scale.worker import ReadingWorker
from countermove.schema import Article
from tests.readings import make_reading


class Dying:
    """Stands for an executor whose process dies at some articles, the first so many times."""

    def __init__(self, deaths: int) -> None:
        self.deaths = deaths

    def submit(self, task, chunk):
        future = Future()
        if any("deadly" in one.text for one in chunk) and self.deaths:
            self.deaths -= 1
            future.set_exception(BrokenProcessPool("it died"))
        else:
            future.set_result([make_reading(one.text, id=one.id).to_json() for one in chunk])
        return future

    def shutdown(self, **options):
        pass


def read_with(deaths, monkeypatch):
    executor = Dying(deaths)
    monkeypatch.setattr(worker_file, "ProcessPoolExecutor", lambda *given, **named: executor)
    items = [Article(id="a", text="one"), Problem("b", "is empty"), Article(id="c", text="deadly")]
    items.append(Article(id="d", text="two"))
    return list(ReadingWorker().read(items))


def test_an_article_at_which_the_process_died_is_read_once_more(monkeypatch):
    first, second, third, fourth = read_with(1, monkeypatch)
    assert (first.id, second, third.id, fourth.id) == ("a", Problem("b", "is empty"), "c", "d")


def test_an_article_at_which_it_dies_again_costs_no_other(monkeypatch):
    first, _, third, fourth = read_with(2, monkeypatch)
    assert isinstance(third, Problem) and "died" in third.reason
    assert (first.id, fourth.id) == ("a", "d")


PARENT = """
import sys, time
from countermove.scale.worker import ReadingWorker
if __name__ == "__main__":
    reader = ReadingWorker()
    reader.start()
    while not reader._executor._processes:
        time.sleep(0.01)
    print(*reader._executor._processes, flush=True)
    time.sleep(60)
"""


def test_the_process_ends_with_one_that_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(200):
        if not runs(child):
            break
        time.sleep(0.05)
    assert not runs(child)


def runs(process):
    """Whether a process is there and not only a remainder that nobody waited for."""
    try:
        os.kill(process, 0)
        with open(f"/proc/{process}/stat") as stream:
            return stream.read().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
