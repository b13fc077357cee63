"""Fetching one path of a server on this machine, for tests."""

from countermove.intake.fetch import Fetched, fetch
from countermove.intake.limits import Limits
from tests.intake.local_server import Answer, serving

PAGE = b"<html><body><p>The ferry left at noon.</p></body></html>"
SMALL = Limits(max_bytes=10_000, fetch_seconds=5)


def fetch_path(answers: dict[str, Answer], path: str = "/", limits: Limits = SMALL) -> Fetched:
    with serving(answers) as port:
        return fetch(f"http://127.0.0.1:{port}{path}", limits, {("127.0.0.1", port)})
