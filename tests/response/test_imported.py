"""What imported event data tell on moves like one."""

from datetime import date, timedelta

from countermove.response.answer import Party
from countermove.response.board_settings import BoardSettings
from countermove.response.imported import imported_moves
from tests.response.parties import act

TURKEY, GREECE = (Party(code, name, "state", code) for code, name in (("TUR", "Turkey"), ("GRC", "Greece")))
DAY = date(2031, 3, 2)
FIRST = date(2020, 1, 1)
SETTINGS = BoardSettings(days=(1, 7), comparable_least=3)


def move(**changes):
    return act((TURKEY,), event_type="MOBILIZE", mode="weapons", recipients=(GREECE,), **changes)


def add(record, *rows: tuple[date, str, str, str, str | None, str]) -> None:
    record.connection.execute("insert into history_datasets values (1, 'ICEWS', 'icews')")
    for number, (day, actor, recipient, event_type, mode, quad) in enumerate(rows):
        record.connection.execute(
            "insert into history_events by name select 1 as dataset_no, 1 as file_no, ? as line, ? as row_id, "
            "0 as part, 0 as revision, ? as day, ? as actor, ? as actor_code, ? as recipient, ? as recipient_code, "
            "? as event_type, ? as mode, ? as quad, -6.0 as score, true as directed",
            [number, f"row{number}", day, actor, actor, recipient, recipient, event_type, mode, quad],
        )


def moved(day: date, recipient: str = "GRC"):
    return day, "TUR", recipient, "MOBILIZE", "weapons", "material_conflict"


def answered(day: date, quad: str = "verbal_conflict"):
    return day, "GRC", "TUR", "ACCUSE", None, quad


def bounds():
    """Acts of others that say from when to when the data reach."""
    return ((day, "FRA", "DEU", "CONSULT", None, "verbal_cooperation") for day in (FIRST, FIRST + timedelta(400)))


def test_nothing_without_imported_data(record):
    assert imported_moves(record.connection, move(), SETTINGS) == ()


def test_shares_after_and_before_and_what_came_first(record):
    days = [FIRST + timedelta(100 * number) for number in (1, 2, 3)]
    add(
        record,
        *bounds(),
        *(moved(day) for day in days),
        answered(days[0] + timedelta(1)),
        answered(days[1] + timedelta(5), "material_conflict"),
        answered(days[2] - timedelta(3)),
        answered(days[2]),
    )
    [found] = imported_moves(record.connection, move(), SETTINGS)
    assert (found.mover, found.target, found.moves, found.datasets) == ("Turkey", "Greece", 3, ("ICEWS",))
    assert [(one.days, one.after, one.before) for one in found.followed] == [(1, 0.3333, 0.0), (7, 0.6667, 0.3333)]
    assert found.median_days == 3.0
    assert found.quads == (("material_conflict", 1), ("verbal_conflict", 1))


def test_moves_too_near_the_ends_of_the_data_do_not_count(record):
    add(record, *bounds(), moved(FIRST + timedelta(10)), moved(FIRST + timedelta(390)), moved(FIRST + timedelta(100)))
    assert [one.moves for one in imported_moves(record.connection, move(), SETTINGS)] == [1, 1]


def test_where_a_pair_has_too_few_all_moves_of_the_mover_count(record):
    days = [FIRST + timedelta(100 * number) for number in (1, 2, 3)]
    add(record, *bounds(), moved(days[0]), moved(days[1], "CYP"), moved(days[2], "ARM"))
    pair, anybody = imported_moves(record.connection, move(), SETTINGS)
    assert (pair.target, pair.moves, pair.followed) == ("Greece", 1, ())
    assert (anybody.target, anybody.moves) == (None, 3) and anybody.followed


def test_later_moves_do_not_count(record):
    add(record, *bounds(), moved(FIRST + timedelta(100)))
    early = move(day=FIRST + timedelta(50))
    assert [one.moves for one in imported_moves(record.connection, early, SETTINGS)] == [0, 0]
