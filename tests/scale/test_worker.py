"""A process beside this one that reads: in order, once more where it died, and never longer than who started it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from countermove.coding.pipeline import Pipeline
from countermove.intake.problem import Problem
from countermove.scale import worker as worker_file
from countermove.scale.worker import ReadingWorker
from countermove.schema import Article
from tests.readings import make_reading


class Deadly:
    """A pipeline whose process dies at some articles, at the first ones of them only."""

    def __init__(self, place):
        self.place = place

    def read(self, article):
        if "deadly" in article.text:
            left = int(self.place.read_text())
            self.place.write_text(str(left - 1))
            if left > 0:
                os._exit(1)
        return make_reading(article.text, id=article.id)


@pytest.fixture
def read_with(monkeypatch, tmp_path):
    """Reads with a process that dies so many times; forked, so that it has the pipeline of this one."""

    def read(deaths):
        place = tmp_path / "deaths"
        place.write_text(str(deaths))
        monkeypatch.setattr(Pipeline, "load", lambda: Deadly(place))
        context = multiprocessing.get_context("fork")
        monkeypatch.setattr(worker_file.multiprocessing, "get_context", lambda name: context)
        items = [Article(id="a", text="one"), Problem("b", "is empty"), Article(id="c", text="deadly")]
        worker = ReadingWorker()
        found = list(worker.read([*items, Article(id="d", text="two")]))
        worker.close()
        return found

    return read


def test_an_article_at_which_the_process_died_is_read_once_more(read_with):
    first, second, third, fourth = read_with(1)
    assert (first.id, second, third.id, fourth.id) == ("a", Problem("b", "is empty"), "c", "d")


def test_an_article_at_which_it_dies_again_costs_no_other(read_with):
    first, _, third, fourth = read_with(2)
    assert isinstance(third, Problem) and "died" in third.reason
    assert (first.id, fourth.id) == ("a", "d")


def test_it_ends_when_it_is_closed_also_while_it_loads():
    worker = ReadingWorker()
    worker.start()
    process = worker._process
    worker.close()
    assert process.exitcode is not None


PARENT = """
import time
from countermove.scale import worker
if __name__ == "__main__":
    reader = worker.ReadingWorker()
    reader.start()
    print(reader._process.pid, flush=True)
    time.sleep(60)
"""


def test_the_process_ends_with_one_that_is_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    for _ in range(400):
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
