"""The board of a move: rows, silence, coverage, snapshots, and what it looks like."""

from datetime import date

import msgspec
import pytest

from countermove.cli.showing import document_bytes
from countermove.record.curation import Decision
from countermove.record.errors import FilterError
from countermove.record.record import RecordFile
from countermove.response.board import BoardKnowledge, Wanted, make_board
from countermove.response.board_document import board_document
from countermove.response.board_settings import BoardSettings
from tests.record.building import Draft, store
from tests.response.frigates import tell_frigates

LATER = (
    "Egypt and Ethiopia signed a contract on electric power. Egypt will draw power from two Ethiopian dams. "
    "Two trains a day will pass the border."
)
SILENT = (
    "The frigates that Kenya sent lie off the Ruvu still. Rwanda has not commented on the frigates. "
    "Burundi did not expel any Kenyan diplomat."
)
LAST = "The harvest of the highlands was good. Prices of maize fell in Nairobi and in Kampala."


@pytest.fixture(scope="module")
def board_knowledge():
    return BoardKnowledge.load()


@pytest.fixture(scope="module")
def told(tmp_path_factory, empty_file, quick_knowledge):
    """The frigates, and articles that name others, report silence, and close the month."""
    path = tmp_path_factory.mktemp("board") / "board.duckdb"
    path.write_bytes(empty_file.read_bytes())
    with RecordFile(path) as file:
        tell_frigates(file)
        store(file, _power(), _silent(), _last())
    with RecordFile(path, read_only=True) as file:
        yield file


def _power() -> Draft:
    draft = Draft(LATER, "power", published="2024-11-08", publisher="Nile Ledger", title="Power for the north")
    egypt = draft.entity("Egypt", "Egypt will", country="EGY", sectors=("GOV",), ref="EGY")
    ethiopia = draft.entity("Ethiopia", country="ETH", sectors=("GOV",), ref="ETH")
    draft.event(
        "signed", [egypt], [ethiopia], day="2024-11-07", event_type="AGREE", score=2.5, quad="verbal_cooperation"
    )
    return draft


def _silent() -> Draft:
    draft = Draft(SILENT, "silent", published="2024-11-09", publisher="Lake Herald", title="Frigates still there")
    kenya, rwanda = draft.state("Kenya", "KEN"), draft.state("Rwanda", "RWA")
    burundi = draft.state("Burundi", "BDI")
    draft.event(
        "sent", [kenya], day="2024-11-04", event_type="MOBILIZE", mode="weapons", score=-7.0, quad="material_conflict"
    )
    draft.silence("has not commented on the frigates", [rwanda])
    negated = {"factuality": "CT-", "auxiliary": ("negation",)}
    draft.event(
        "expel", [burundi], event_type="SANCTION", mode="expel", score=-6.0, quad="material_conflict", **negated
    )
    return draft


def _last() -> Draft:
    return Draft(LAST, "harvest", published="2024-12-20", publisher="Nile Ledger", title="A good harvest")


@pytest.fixture(scope="module")
def board(told, board_knowledge):
    return _board(told, board_knowledge)


def _board(told, board_knowledge, *expect: str, **settings):
    expect = expect or ("Egypt", "Ghana", "Uganda")
    return make_board(
        told.connection, _move(told), BoardSettings(**{"least_coverage": 1} | settings), Wanted(expect), board_knowledge
    )


def _move(told) -> str:
    row = told.connection.execute(
        "select event_id from events where event_type = 'MOBILIZE' order by event_no"
    ).fetchone()
    return row[0]


def row(board, key):
    return next(one for one in board.rows if one.party.key == key)


def kinds(board, key):
    return [(one.kind, one.scope) for one in row(board, key).silences]


def test_answers_by_speed_with_their_strength(board):
    tanzania = row(board, "TZA")
    assert board.rows[0].party.key in ("TZA", "UGA") and tanzania.first_delay == 0
    assert {one.act.event_type for one in tanzania.answers} == {"ACCUSE", "SANCTION", "THREATEN"}
    assert tanzania.strongest == -6.0 and tanzania.directions == ("against",)
    assert board.move.day == date(2024, 11, 4)
    assert not any(party.key == "KEN" for one in board.rows for party in [one.party] if one.answers)


def test_who_has_no_likely_answer_is_told_to_be_possible(told, board_knowledge):
    doubtful = _board(told, board_knowledge, likely=0.999)
    tanzania = row(doubtful, "TZA")
    assert tanzania.possible and not row(_board(told, board_knowledge), "TZA").possible
    assert tanzania.answers == row(_board(told, board_knowledge), "TZA").answers
    text = document_bytes(board_document(doubtful), "text", False).decode()
    assert "Tanzania (possible)" in text and "below 0.999" in text


def test_announced_and_carried_out_are_two_acts(board):
    expelled = next(one for one in row(board, "TZA").answers if one.act.event_type == "SANCTION")
    threatened = next(one for one in row(board, "TZA").answers if one.act.event_type == "THREATEN")
    assert expelled.carries_out == threatened.act.act_id


def test_three_kinds_of_silence(board):
    assert kinds(board, "RWA") == [("reported", "words")]
    assert kinds(board, "BDI") == [("reported", "SANCTION expel")]
    assert kinds(board, "EGY") == [("observed", "any")]
    assert kinds(board, "GHA") == [("not_observed", "any")]
    assert row(board, "EGY").coverage == 1 and row(board, "GHA").coverage == 0
    assert row(board, "GHA").expected_because == ("named by you",)


def test_more_coverage_can_be_asked_for(told, board_knowledge):
    assert kinds(_board(told, board_knowledge, least_coverage=2), "EGY") == [("not_observed", "any")]


def test_who_may_have_answered_is_not_silent(told, board_knowledge):
    board = _board(told, board_knowledge, least_probability=1.0)
    assert kinds(board, "UGA") == [("not_observed", "any")]
    assert not any(one.answers for one in board.rows)


def test_snapshots_follow_the_days(board):
    days = {shot.days: {one.party.key: one for one in shot.standings} for shot in board.snapshots}
    assert list(days) == [1, 3, 7, 30]
    assert days[1]["TZA"].forms == ("verbal_conflict",)
    assert days[7]["TZA"].forms == ("material_conflict", "verbal_conflict")
    assert days[7]["RWA"].sense == "reported" and days[3]["EGY"].sense == "not_observed"
    assert days[7]["EGY"].sense == "observed"
    assert not any(shot.cut for shot in board.snapshots)


def test_a_record_that_ends_early_says_so(told, board_knowledge):
    board = _board(told, board_knowledge, window_days=90, days=(1, 60))
    assert [(one.days, one.cut) for one in board.snapshots] == [(1, False), (46, True)]
    assert any("The record ends on 2024-12-20" in note for note in board.notes)


def test_every_answer_and_silence_has_its_sentence(board):
    for one in board.rows:
        for silence in one.silences:
            assert silence.kind == "not_observed" or board.passages.of(silence.evidence[0]) is not None
        for answer in one.answers:
            passage = board.passages.of(answer.act.evidence)
            start = answer.act.evidence.start - passage.start
            assert passage.sentence[start:].startswith(answer.act.evidence.words)
            assert board.passages.number(answer.act.evidence) is not None


def test_same_record_same_bytes(told, board_knowledge, board):
    again = _board(told, board_knowledge)
    assert msgspec.json.encode(again) == msgspec.json.encode(board)
    for form in ("text", "markdown", "html"):
        assert document_bytes(board_document(again), form, False) == document_bytes(board_document(board), form, False)


def test_text_fits_and_says_what_is_meant(board):
    text = document_bytes(board_document(board), "text", False).decode()
    assert max(map(len, text.splitlines())) <= 110
    assert "Rwanda silent in words, reported on 2024-11-09" in text
    assert "Egypt silent in words and deeds, observed since 2024-11-04" in text
    assert "Not observed, with the articles that name them: " in text and "Ghana (0)" in text
    assert "too few to tell" in text


def test_the_page_marks_the_words(board):
    page = document_bytes(board_document(board), "html", False).decode()
    assert "<b>condemned</b>" in page and "script" not in page.replace("default-src", "")


def test_too_few_earlier_moves_tell_nothing(board):
    assert board.comparable and not any(one.enough or one.within or one.median_days for one in board.comparable)


@pytest.mark.parametrize(
    ("event", "expect", "words"),
    [
        ("e0", (), "no event e0"),
        (None, ("Atlantis",), "Atlantis"),
        (None, ("\udcff",), "UTF-8"),
        ("\udcff", (), "UTF-8"),
    ],
)
def test_unknown_ids_and_names_are_one_clear_line(told, board_knowledge, event, expect, words):
    with pytest.raises(FilterError, match=words):
        make_board(told.connection, event or _move(told), None, Wanted(expect), board_knowledge)


def test_a_withdrawn_event_has_no_board(record, board_knowledge):
    tell_frigates(record)
    row = record.connection.execute("select event_id from events where event_type = 'AID'").fetchone()
    article = record.connection.execute("select article_id from articles where given_id = 'second'").fetchone()
    record.retract(article[0], Decision("an editor", "withdrawn by the paper"))
    with pytest.raises(FilterError, match="is withdrawn"):
        make_board(record.connection, row[0], knowledge=board_knowledge)


def test_hostile_text_only_shows(record, board_knowledge):
    text = "Kenya attacked <script>x</script> \x1b[2J the port of Tanzania. Tanzania condemned the attack of Kenya."
    draft = Draft(text, "hostile", publisher="<b>Paper</b>", title="<i>\u202e</i>", published="2024-11-04")
    kenya, tanzania = draft.state("Kenya", "KEN"), draft.state("Tanzania", "TZA")
    draft.event("attacked", [kenya], [tanzania], day="2024-11-04")
    draft.event(
        "condemned", [tanzania], [kenya], day="2024-11-04", event_type="ACCUSE", score=-2.0, quad="verbal_conflict"
    )
    store(record, draft)
    row = record.connection.execute("select event_id from events where event_type = 'ASSAULT'").fetchone()
    document = board_document(make_board(record.connection, row[0], knowledge=board_knowledge))
    page = document_bytes(document, "html", False).decode()
    assert "<script>" not in page and "<i>\u202e" not in page and "\x1b" not in page
    assert b"\x1b[2J" not in document_bytes(document, "text", False)


def test_few_articles_are_too_few_to_call_anybody_silent(told, board_knowledge):
    board = make_board(told.connection, _move(told), BoardSettings(), Wanted(("Egypt",)), board_knowledge)
    assert kinds(board, "EGY") == [("not_observed", "any")]
