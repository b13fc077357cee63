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
PAGES = ["README.md", "docs/quickstart.md", "docs/events.md"]
# Installing and running this very suite is what .ci/run does.
NOT_HERE = ("pip install", "make check")


def blocks(language: str) -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text(encoding="utf-8")
        found += [(page, block) for block in re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)]
    return found


@pytest.mark.parametrize(("page", "block"), blocks("sh"))
def test_shell_commands_run(page: str, block: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    lines = [line for line in block.splitlines() if line.strip() and not line.startswith(NOT_HERE)]
    executable = Path(sys.executable).with_name("countermove")
    script = "\n".join(lines).replace("countermove ", f"{shlex.quote(str(executable))} ")
    done = subprocess.run(["bash", "-euc", script or ":"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("page", "block"), blocks("python"))
def test_python_examples_run(page: str, block: str, tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", block], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_readme_shows_real_output(tmp_path: Path) -> None:
    shown = re.search(
        r"<!-- output of: (.*?) -->\n```text\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert shown is not None
    command = shlex.split(shown[1])
    command[0] = str(Path(sys.executable).with_name("countermove"))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "\n".join(line.rstrip() for line in done.stdout.splitlines()) == shown[2].rstrip("\n")
