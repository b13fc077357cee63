"""The requests of the guide to the server are answered."""

import re
import shlex
from pathlib import Path

import pytest

from tests.server.conftest import Asking

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
REQUESTS = [line for line in PAGE.splitlines() if line.startswith("curl -s ")]


@pytest.mark.parametrize("request_line", REQUESTS)
def test_the_requests_of_the_guide(asking: Asking, request_line: str) -> None:
    words = shlex.split(request_line)[2:]
    headers = dict(re.split(r":\s*", words[place + 1], maxsplit=1) for place, word in enumerate(words) if word == "-H")
    body = next((words[place + 1] for place, word in enumerate(words) if word == "-d"), None)
    path = words[-1].removeprefix("http://127.0.0.1:8765")
    method = "GET" if body is None else "POST"
    answer = asking.ask(method, path, headers=headers, content=body)
    assert answer.status_code == 200, answer.text
