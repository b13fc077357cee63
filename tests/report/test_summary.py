"""The rows of a report."""

import pytest

from countermove.report.summary import summarize
from countermove.schema import Quantity, Sentence
from countermove.tables import Items
from tests.readings import TEXT, full_reading, make_event, make_reading


def test_who_did_what_to_whom_when_where_and_who_says_so():
    event = summarize(full_reading()).happened[0]
    assert (event.who, event.act, event.words, event.whom) == ("Norway", "threaten", "warned", "Iceland")
    assert (event.when, event.where) == ("2024-10-28", "Oslo, NOR")
    assert (event.certainty, event.says) == ("probable, ongoing", "officials")
    assert event.evidence == "Norway warned Iceland on Monday in Oslo, officials said."


def test_the_headline_box():
    summary = summarize(full_reading())
    assert (summary.headline, summary.place, summary.publisher) == ("Norway warns Iceland", "Oslo", "The Fjord")
    assert summary.published == "2024-11-01"


def test_without_a_title_the_first_real_sentence_is_the_headline():
    sentences = [Sentence(span=(0, 56), boilerplate=True), Sentence(span=(57, 77), boilerplate=False)]
    assert summarize(make_reading(TEXT, sentences=Items(sentences))).headline == TEXT[57:77]
    assert summarize(make_reading("", sentences=Items())).headline == "a"


def test_claims_numbers_and_silence():
    summary = summarize(full_reading())
    claim = summary.said[0]
    assert (claim.source, claim.cue, claim.certainty, claim.quoted) == ("officials", "said", "assert, certain", False)
    assert claim.content == "Norway warned Iceland on Monday in Oslo"
    assert (summary.numbers[0].value, summary.numbers[0].unit) == ("1.5 to 40", "boats")
    assert [item.what for item in summary.silence] == ["retreat in answer to “warned”", "did not reply"]


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (8000, 8000, "8,000"),
        (10, 12, "10 to 12"),
        (50, None, "50 or more"),
        (None, 9, "up to 9"),
        (None, None, "unknown"),
    ],
)
def test_bounds_in_words(low, high, shown):
    number = Quantity(
        id="q1", span=(0, 6), low=low, high=high, unit="people", entity=None, casualty="killed", attributions=()
    )
    [row] = summarize(make_reading(quantities=Items([number]))).numbers
    assert (row.value, row.unit) == (shown, "people (killed)")


def test_ids_that_lead_nowhere_do_no_harm():
    event = make_event(TEXT, "warned", actor=("n9",), attributions=("r9",))
    [row] = summarize(make_reading(events=Items([event]))).happened
    assert (row.who, row.says) == ("?", "")
