"""Events, claims and stories: lists, and one in full."""

import pytest

from countermove.record.errors import FilterError
from countermove.record.filters import Filters
from countermove.record.views.claims import claim_in_full, list_claims
from countermove.record.views.events import BEST_FIRST, event_in_full, list_events
from countermove.record.views.layouts.claims import claim_document, claims_document
from countermove.record.views.layouts.events import event_document, events_document
from countermove.record.views.layouts.stories import stories_document, story_document
from countermove.record.views.stories import list_stories, story_in_full
from countermove.report.document_page import document_page
from tests.record.views.small_war import HOSTILE
from tests.report.test_document import ALLOWED, tags_of, text_of


def one_event(war, **wanted):
    [event] = list_events(war.connection, Filters.of(**wanted)).items
    return event


def test_an_event_of_a_list(war):
    event = one_event(war, place="Brackmouth")
    assert (event.actors, event.event_type, event.words, event.recipients) == (
        ("Norway",),
        "ASSAULT",
        "bombed",
        ("Iceland",),
    )
    assert (event.place, event.place_country, event.status) == ("Brackmouth", "ISL", "corroborated")
    assert (event.reports, event.origins, str(event.first_day)) == (2, 2, "2024-10-30")
    assert event.sentence == "Norway bombed the harbour of Brackmouth in Iceland on Wednesday."


def test_the_best_events_come_first_and_a_cut_list_knows_its_length(war):
    whole = list_events(war.connection, Filters())
    cut = list_events(war.connection, Filters(), 2, BEST_FIRST)
    assert len(whole.items) == whole.total == cut.total > 2
    assert [event.origins for event in cut.items] == sorted((one.origins for one in whole.items), reverse=True)[:2]
    assert "2 of 5 events shown" in text_of(events_document(cut))
    assert "shown" not in text_of(events_document(whole))


def test_newest_first(war):
    days = [event.first_day for event in list_events(war.connection, Filters()).items]
    assert days == sorted(days, reverse=True)


def test_nothing_matches(war):
    assert list_events(war.connection, Filters.of(actor="ZZZ")).total == 0
    assert list_claims(war.connection, Filters.of(actor="ZZZ")).items == ()


def test_an_event_in_full_names_who_denies_it(war):
    found = event_in_full(war.connection, one_event(war, status="disputed").event_id)
    assert found.denied_by == ("Denmark",)
    assert [(one.publisher, one.stance, one.speaker) for one in found.reports.items] == [
        ("The Fjord", "tells", None),
        ("The Skerry", "denies", "Denmark"),
    ]
    assert found.reports.items[0].reason == "first report"
    text = text_of(event_document(found))
    assert "Denied by: Denmark" in text and "denies it · did not happen · on the word of Denmark" in text
    assert "Denmark sank the ferry of Sweden on Thursday." in text


def test_the_reports_of_an_event_can_be_cut(war):
    found = event_in_full(war.connection, one_event(war, status="corroborated").event_id, 1)
    assert (found.reports.total, len(found.reports.items)) == (2, 1)
    assert "1 of 2 reports shown" in text_of(event_document(found))


@pytest.mark.parametrize("lookup", [event_in_full, claim_in_full, story_in_full])
def test_an_unknown_id_is_wrong_usage(war, lookup):
    with pytest.raises(FilterError, match=r"no \w+ x1; ids are shown by"):
        lookup(war.connection, "x1")


def test_claims(war):
    claims = {claim.speaker: claim for claim in list_claims(war.connection, Filters()).items}
    iceland = claims["Iceland"]
    assert (iceland.kind, iceland.cue, iceland.content) == ("direct", "said", "We will answer every bomb with two")
    assert (claims["Denmark"].status, claims["Denmark"].cue_class) == ("denial", "deny")
    text = text_of(claims_document(list_claims(war.connection, Filters())))
    assert "Iceland said [assert] “We will answer every bomb with two”" in text


def test_a_claim_in_full(war):
    [claim] = list_claims(war.connection, Filters.of(actor="DNK")).items
    found = claim_in_full(war.connection, claim.claim_id)
    assert found.event_ids == (one_event(war, status="disputed").event_id,)
    assert [report.publisher for report in found.reports.items] == ["The Skerry"]
    assert "Events told in it: " in text_of(claim_document(found))


def test_a_story_in_full(war):
    listing = list_stories(war.connection, Filters())
    assert text_of(stories_document(listing)).count("articles") == listing.total
    [story] = [one for one in listing.items if one.events > 1]
    found = story_in_full(war.connection, story.story_id)
    assert found.articles.total == story.articles
    copies = [article for article in found.articles.items if article.copy_of]
    assert [(article.publisher, article.origin) for article in copies] == [("Toll 22", "Toll 21")]
    [series] = found.numbers.items
    assert [told.low for told in series.told] == [9, 13]
    assert [silence.who for silence in found.silences.items] == ["Norway"]
    assert found.silences.items[0].sentence == "Norway did not reply."
    text = text_of(story_document(found))
    assert f"copies {copies[0].copy_of}" in text and "sailors killed" in text


def test_stories_by_what_happens_in_them(war):
    assert list_stories(war.connection, Filters.of(place="Brackmouth", until="2024-10-31")).total == 1
    assert list_stories(war.connection, Filters.of(place="Brackmouth", until="2024-10-30")).total == 0
    assert list_stories(war.connection, Filters.of(actor="ZZZ")).total == 0


def test_hostile_text_stays_text(war):
    event = one_event(war, type="ACCUSE")
    assert event.title == HOSTILE and event.url == "javascript:alert(1)"
    for document in (
        events_document(list_events(war.connection, Filters())),
        event_document(event_in_full(war.connection, event.event_id)),
        story_document(story_in_full(war.connection, event.story_id)),
    ):
        tags = tags_of(document_page(document))
        assert tags.seen <= ALLOWED and tags.addresses == []
        assert not set(text_of(document)) & set("\x1b\u202e")
