"""The entities of an article as entities of the record."""

from __future__ import annotations

from tests.record.building import Draft, own_words, rows, store


def test_only_those_who_have_a_name_or_do_something_are_kept(record):
    draft = Draft(f"Somebody saw the police arrest Ann Example, a neighbour said. {own_words(1)}", published=None)
    draft.entity("Somebody", kind="person", form="nominal")
    draft.entity("police", kind="group", form="nominal", sectors=("COP",), country="NOR")
    draft.entity("Ann Example", kind="person")
    draft.entity("neighbour", kind="person", form="nominal")
    said = draft.says("n4", "said", "the police arrest Ann Example")
    draft.event("arrest", ["n2"], ["n3"], event_type="COERCE", attributions=(said,))
    store(record, draft)
    assert rows(record, "select item, n.name, n.kind, sectors, alias, form from entity_mentions m "
                        "join entities n using (entity_no) order by item") == [
        ("n2", "police", "group", "COP", "police", "nominal"),
        ("n3", "Ann Example", "person", None, "Ann Example", "name"),
        ("n4", "neighbour", "person", None, "neighbour", "nominal"),
    ]  # fmt: skip
    assert rows(record, "select role, name from event_parties join entities using (entity_no) order by 1") == [
        ("actor", "police"),
        ("recipient", "Ann Example"),
    ]


def test_an_entity_of_the_registry_has_its_key_for_an_id(record):
    draft = Draft(f"Norway and the  Harbour\nUnion spoke. {own_words(1)}", published=None)
    draft.state("Norway", "NOR")
    draft.entity("Harbour\nUnion", kind="organization")
    store(record, draft)
    (first, second) = rows(record, "select entity_id, name, country, sectors, ref from entities order by entity_no")
    assert first == ("NOR", "Norway", "NOR", "GOV", "NOR")
    assert second[1:] == ("Harbour Union", None, None, None)
    assert second[0][0] == "n"
    assert len(second[0]) == 17


def test_every_mention_of_an_entity_leads_to_an_entity_of_the_record(record):
    for number in range(3):
        draft = Draft(f"Norway spoke to Ann Example. {own_words(number)}", f"a{number}", published=None)
        draft.state("Norway", "NOR")
        draft.entity("Ann Example", kind="person")
        store(record, draft)
    assert rows(record, "select count(*), count(distinct m.entity_no), count(n.entity_no) from entity_mentions m "
                        "left join entities n using (entity_no)") == [(6, 2, 2 * 3)]  # fmt: skip
    assert rows(record, "select count(*) - count(distinct key || ' ' || entity_no) from entity_keys") == [(0,)]
