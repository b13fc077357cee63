"""Every command of the README and the quickstart runs as written."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    "README.md",
    "docs/quickstart.md",
    "docs/events.md",
    "docs/inputs.md",
    "docs/exports.md",
    "docs/record.md",
    "docs/forecasts.md",
    "docs/responses.md",
    "docs/history.md",
]
# Installing and running this very suite is what .ci/run does; feeds are watched in tests/cli/test_watch.py.
NOT_HERE = ("pip install", "make check", "countermove watch")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_commands_and_python_examples_run_one_after_the_other(page: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    executable = Path(sys.executable).with_name("countermove")
    lines = [line for block in blocks(page, "sh") for line in block.splitlines() if not line.startswith(NOT_HERE)]
    script = re.sub(r"^countermove ", f"{shlex.quote(str(executable))} ", "\n".join(lines) or ":", flags=re.MULTILINE)
    done = subprocess.run(["bash", "-euc", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for block in blocks(page, "python"):
        done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("command", "shown"), re.findall(r"<!-- output of: (.*?) -->\n```text\n(.*?)```", README, re.DOTALL)
)
def test_the_readme_shows_real_output(command: str, shown: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    script = command.replace("countermove ", f"{shlex.quote(str(Path(sys.executable).with_name('countermove')))} ")
    done = subprocess.run(["bash", "-euc", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "\n".join(line.rstrip() for line in done.stdout.splitlines()) == shown.rstrip("\n")
