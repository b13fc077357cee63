"""What people decided on a report holds for the same report in a later version of its article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Told = tuple[str, str]
"""Event type, and the words of the sentence: what makes reports of two versions the same."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The event that a person put a report to, and who it was."""

    event_id: str
    author: str


def decided_before(connection: DuckDBPyConnection, document_id: str) -> dict[Told, Carried]:
    """The decisions on the reports of all stored versions of a document; of several, that on the latest version."""
    rows = connection.execute(
        "select m.event_type, substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start), e.event_id, "
        "m.decided_by from articles a join event_mentions m using (article_no) join events e using (event_no) "
        "where a.document_id = ? and m.decided_by <> 'model' order by a.version, m.item",
        [document_id],
    ).fetchall()
    return {(kind, _words(sentence)): Carried(event, author) for kind, sentence, event, author in rows}


def told(event_type: str, sentence: str) -> Told:
    """What a report is found by in later versions."""
    return event_type, _words(sentence)


def _words(sentence: str) -> str:
    return " ".join(sentence.split())
