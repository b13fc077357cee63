"""``countermove serve`` from a terminal: the first time, with nothing there."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from countermove.server.example import EXAMPLE_NAME, example_readings

CODE = "from countermove.cli.main import main; main()"


@contextmanager
def serving(folder: Path, *options: str, **environment: str) -> Iterator[str]:
    """The address of a server that runs in a folder of somebody who has never used it."""
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, "serve", "--port", "0", *options],
        cwd=folder,
        env={**os.environ, "HOME": str(folder), **environment},
        stdout=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().split(": ")[1].strip()
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def test_the_first_time_there_is_something_to_see_and_a_browser_that_shows_it(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{tmp_path}/opened.part"\nmv opened.part opened\n')
    browser.chmod(0o700)
    with serving(tmp_path, "--example", "--open", BROWSER=f"{browser} %s") as address:
        found = page(address)
        assert "Situation" in found and EXAMPLE_NAME in found
        assert found.count("/events/e") >= 5
        article = page(f"{address}articles")
        assert any(reading.title and reading.title in article for reading in example_readings())
    assert (tmp_path / "opened").read_text() == address
    assert (tmp_path / EXAMPLE_NAME).exists()


def test_without_an_answer_to_what_to_show_an_empty_record_offers_the_example(tmp_path: Path) -> None:
    with serving(tmp_path) as address:
        found = page(address)
    assert 'action="/example"' in found and (tmp_path / "countermove.duckdb").exists()
