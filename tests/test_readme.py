"""Every command of the README and the guides runs as written, and prints what they show."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.write_outputs import LEFT_OUT, ROOT, as_shown, copy_examples, pages_with_examples, run, steps


@pytest.mark.parametrize("page", pages_with_examples())
def test_examples_run_one_after_the_other_and_print_what_is_shown(page: str, tmp_path: Path) -> None:
    copy_examples(tmp_path)
    for step in steps((ROOT / page).read_text(encoding="utf-8")):
        status, printed = run(step, tmp_path)
        assert status == 0, f"{step.command}\n{printed}"
        if step.shown is not None:
            assert as_shown(printed, step.shown) == step.shown, f"run python tools/write_outputs.py {page}"


def test_blocks_are_taken_apart() -> None:
    shell = "```sh\npip install .\nls\n```\n\n"
    page = shell + "```console\n$ echo a; echo b\na\nb\n$ echo \\\n  c\nc\n```\n\n```python\n1\n```\n"
    found = steps(page)
    assert [(step.language, step.command, step.shown) for step in found] == [
        ("sh", "ls", None),
        ("sh", "echo a; echo b", ("a", "b")),
        ("sh", "echo \\\n  c", ("c",)),
        ("python", "1\n", None),
    ]
    assert page[slice(*found[1].place)] == "a\nb\n"


def test_what_is_left_out_is_left_out_again() -> None:
    assert as_shown("1\n2\n3\n4\n5", ("a", "b", LEFT_OUT, "c")) == ("1", "2", LEFT_OUT, "5")
    assert as_shown("1\n2\n3", ("a", LEFT_OUT)) == ("1", LEFT_OUT)
    assert as_shown("1\n2", ("a", "b", LEFT_OUT)) == ("1", "2")
    assert as_shown("1\n2", ("a",)) == ("1", "2")


def test_another_output_is_noticed(tmp_path: Path) -> None:
    [step] = steps("```console\n$ echo other\nthis\n```\n")
    assert step.shown is not None
    assert as_shown(run(step, tmp_path)[1], step.shown) != step.shown
