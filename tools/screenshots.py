"""Take the pictures of the documentation: pages of the server in Chromium, light, into ``docs/images/``.

Run from the repository: ``python tools/screenshots.py``. It needs Playwright (extra ``dev``) and a Chromium of the
system. The records are the bundled example and the example feed; another machine has other
fonts, so that its pictures differ.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from countermove.server.example import make_example

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "images"
COUNTERMOVE = Path(sys.executable).with_name("countermove")
LARGEST = 150_000
"""Most bytes of a picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of a record (``example`` or ``feed``), where ``{event}`` is its best reported event, and its height."""

    name: str
    record: str
    page: str
    height: int = 760


PICTURES = (
    Picture("situation", "example", "/"),
    Picture("board", "feed", "/events/{event}/board"),
    Picture("article", "feed", "/articles/{article}", 480),
)
_BEST = "select event_id, best_article_id from who_did_what order by origins desc, event_id limit 1"


def make_record(kind: str, folder: Path) -> Path:
    """The record of a kind, in a folder."""
    path = folder / f"{kind}.duckdb"
    if kind == "example":
        make_example(path)
    else:
        source = ROOT / "examples" / "barents.xml"
        subprocess.run([COUNTERMOVE, "add", source, "--record", path], check=True, capture_output=True)
    return path


def best_event(record: Path) -> tuple[str, str]:
    """Ids of the best reported event and of its best article."""
    done = subprocess.run(
        [COUNTERMOVE, "query", _BEST, "--format", "csv", "--record", record], check=True, capture_output=True, text=True
    )
    event, _, article = done.stdout.splitlines()[1].partition(",")
    return event, article


@contextmanager
def served(record: Path) -> Iterator[str]:
    """The address of a server over a record, which is stopped in the end."""
    server = subprocess.Popen([COUNTERMOVE, "serve", record, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().rpartition(": ")[2].strip().rstrip("/")
    finally:
        server.terminate()
        server.wait()


def take_all(folder: Path) -> None:
    """Take every picture.

    Raises:
        RuntimeError: there is no Chromium, the server fails, or a picture is too large.
    """
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise RuntimeError("no Chromium; on Debian: apt-get install chromium")
    PLACE.mkdir(exist_ok=True)
    launch: dict[str, Any] = {"executable_path": chromium, "args": ["--disable-lcd-text"]}  # grey text packs better
    with sync_playwright() as playwright, playwright.chromium.launch(**launch) as browser:
        for kind in dict.fromkeys(picture.record for picture in PICTURES):
            record = make_record(kind, folder)
            event, article = best_event(record)
            with served(record) as address:
                for picture in (one for one in PICTURES if one.record == kind):
                    page = browser.new_page(
                        viewport={"width": 1100, "height": picture.height},
                        color_scheme="light",
                        reduced_motion="reduce",
                    )
                    path = picture.page.format(event=event, article=article)
                    answer = page.goto(address + path, wait_until="networkidle")
                    if answer is None or not answer.ok:
                        raise RuntimeError(f"{path}: the server can't show it")
                    place = PLACE / f"{picture.name}.png"
                    page.screenshot(path=place)
                    page.close()
                    if place.stat().st_size > LARGEST:
                        raise RuntimeError(f"{place.name} has {place.stat().st_size:,} bytes; {LARGEST:,} are allowed")
                    print(f"{place.relative_to(ROOT)}: {place.stat().st_size:,} bytes")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        take_all(Path(folder))
