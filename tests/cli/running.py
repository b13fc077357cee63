"""Running the command in this process or in its own, and articles to run it on."""

import os
import subprocess
import sys
from dataclasses import dataclass

import pytest

from countermove.cli.main import main

ARTICLE = (
    "Kenya condemned the attack on its embassy on Monday. At least 12 people were killed in Mogadishu, officials said."
    "\n\n"
    "“We will not be intimidated,” the foreign minister told reporters. Somalia promised an investigation.\n"
)
OTHERS = [
    "Peru and Chile signed a trade agreement in Lima last week, the two governments said in a statement.",
    "Thousands of workers marched through the capital of Portugal on Saturday to protest against the new budget.",
    "Canada sent 40 tonnes of medicine to Haiti after the earthquake. The prime minister of Haiti thanked Ottawa.",
]


@dataclass(frozen=True)
class Run:
    """How a run ended."""

    status: int
    out: bytes
    err: str


class Command:
    """``countermove`` in this process."""

    def __init__(self, capture: pytest.CaptureFixture[bytes]) -> None:
        self._capture = capture

    def __call__(self, *arguments: object) -> Run:
        self._capture.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(item) for item in arguments])
        out, err = self._capture.readouterr()
        return Run(int(end.value.code or 0), out, err.decode())


def start(*arguments: object, **environment: str) -> subprocess.Popen[bytes]:
    """``countermove`` in a process of its own."""
    code = "from countermove.cli.main import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )
