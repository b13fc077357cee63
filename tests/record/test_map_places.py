"""Places on the map."""

from __future__ import annotations

from countermove.record.record import RecordFile
from tests.record.building import Draft, own_words, rows, store


def visit(number: int, *places: tuple[str, str, int | None]) -> Draft:
    text = ", ".join(name for name, *_ in places)
    draft = Draft(f"{text}. {own_words(number)}", f"v{number}", published=None)
    for name, country, geonames in places:
        draft.place(name, country, geonames)
    return draft


def test_a_place_is_one_by_its_geonames_id_else_by_name_and_country(record):
    store(record, visit(1, ("Oslo", "NOR", 1), ("Brackmouth", "ISL", None)))
    store(
        record, visit(2, ("Christiania", "NOR", 1), ("Brackmouth", "ISL", None)), visit(3, ("Brackmouth", "NOR", None))
    )
    assert rows(record, "select place_no, name, country from places order by 1") == [
        (1, "Oslo", "NOR"),
        (2, "Brackmouth", "ISL"),
        (3, "Brackmouth", "NOR"),
    ]


def test_ids_of_places_are_the_same_in_every_record(record, tmp_path, quick_knowledge):
    store(record, visit(1, ("Oslo", "NOR", 1), ("Brackmouth", "ISL", None)))
    with RecordFile(tmp_path / "other.duckdb") as other:
        store(other, visit(2, ("Brackmouth", "ISL", None)), visit(3, ("Oslo", "NOR", 1)))
        found = rows(other, "select place_id, name from places order by name")
    assert found == rows(record, "select place_id, name from places order by name")
    assert len({place_id for place_id, _ in found}) == 2
