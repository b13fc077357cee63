"""Run the examples of the documentation, and write what they print into the pages that show it.

Run from the repository: ``python tools/write_outputs.py [PAGE...]``; without pages, all that have examples.

A block ``console`` holds commands, each after ``$ ``, and below each what it prints; a line ``…`` stands for lines that
are left out, and as many lines before and after it are shown as stand there. Blocks ``sh`` and ``python`` are run and
show nothing. All blocks of a page run in order in one folder, which has a copy of ``examples/`` and nothing else.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_HERE = ("pip install", "make ", "countermove watch", "countermove serve", "jupyter ")
"""What isn't run: it installs, runs this very suite, needs the network, or never ends. Tests of their own run these."""
LEFT_OUT = "…"
_BLOCK = re.compile(r"^```(sh|console|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
RUN_ELSEWHERE = ("docs/command-line.md", "docs/server.md")
"""Examples of the help texts, which name files that nobody has; requests to a server, which a test of its own sends."""


def pages_with_examples() -> tuple[str, ...]:
    """Pages whose examples are run: all that have any."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    names = [one.relative_to(ROOT).as_posix() for one in pages if _BLOCK.search(one.read_text(encoding="utf-8"))]
    return tuple(name for name in names if name not in RUN_ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to run; ``shown`` is what the page says it prints (None: nothing is said), at ``place`` in the page."""

    language: str
    command: str
    shown: tuple[str, ...] | None = None
    place: tuple[int, int] = (0, 0)


def steps(page: str) -> list[Step]:
    """What a page runs, in order."""
    found: list[Step] = []
    for block in _BLOCK.finditer(page):
        if block[1] == "console":
            found += _console(block[2], block.start(2))
        elif block[1] == "sh":
            lines = "\n".join(line for line in block[2].splitlines() if not line.startswith(NOT_HERE))
            found += [Step("sh", lines)] if lines.strip() else []
        else:
            found.append(Step("python", block[2]))
    return found


def _console(text: str, start: int) -> Iterator[Step]:
    for part in re.finditer(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
        place = (start + part.start(2), start + part.end(2))
        yield Step("sh", part[1], tuple(part[2].splitlines()), place)


def run(step: Step, folder: Path) -> tuple[int, str]:
    """Exit status, and what was printed on both streams, without blanks at the ends of lines."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith(("COUNTERMOVE", "COLUMNS"))}
    settings["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{settings['PATH']}"
    program = [sys.executable, "-c"] if step.language == "python" else ["bash", "-euc"]
    done = subprocess.run(
        [*program, step.command], cwd=folder, env=settings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, "\n".join(line.rstrip() for line in done.stdout.splitlines())


def as_shown(printed: str, shown: tuple[str, ...]) -> tuple[str, ...]:
    """What a page has to show of an output, if as much is left out as there."""
    lines = printed.splitlines()
    if LEFT_OUT not in shown:
        return tuple(lines)
    before = shown.index(LEFT_OUT)
    after = len(shown) - before - 1
    if before + after >= len(lines):
        return tuple(lines)
    return (*lines[:before], LEFT_OUT, *lines[len(lines) - after :])


def copy_examples(folder: Path) -> None:
    """What the pages take for granted."""
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))


def written_anew(page: str) -> str:
    """The page with the outputs as they are now.

    Raises:
        RuntimeError: an example fails.
    """
    changes = []
    with tempfile.TemporaryDirectory() as folder:
        copy_examples(Path(folder))
        for step in steps(page):
            status, printed = run(step, Path(folder))
            if status != 0:
                raise RuntimeError(f"{step.command}\nends with status {status}:\n{printed}")
            if step.shown is not None:
                changes.append((step.place, "".join(f"{line}\n" for line in as_shown(printed, step.shown))))
    for (start, end), text in reversed(changes):
        page = page[:start] + text + page[end:]
    return page


if __name__ == "__main__":
    for name in sys.argv[1:] or pages_with_examples():
        path = ROOT / name
        path.write_text(written_anew(path.read_text(encoding="utf-8")), encoding="utf-8")
        print(name)
