"""ICEWS: 20 columns, one row a pair."""

from countermove.exports.formats import make_export
from countermove.exports.icews import COLUMNS
from countermove.tables import Items
from tests.exports.building import dicts, party
from tests.readings import full_reading, make_event, make_reading


def coded(reading, export=None):
    return dicts((export or make_export("icews")).lines(reading), COLUMNS)


def test_the_header():
    assert make_export("icews").head == (
        b"Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
        b"Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
        b"Province\tCountry\tLatitude\tLongitude\n"
    )
    assert len(COLUMNS) == 20


def test_a_row():
    [row, _] = coded(full_reading())
    assert row["Event Date"] == "2024-10-28"
    assert (row["Source Name"], row["Source Sectors"], row["Source Country"]) == ("Norway", "Government", "Norway")
    assert (row["Target Name"], row["Target Country"]) == ("Iceland", "Iceland")
    assert (row["CAMEO Code"], row["Sentence Number"], row["Publisher"]) == ("13", "1", "The Fjord")
    assert (row["City"], row["Province"], row["Country"], row["Longitude"]) == ("Oslo", "Oslo", "Norway", "10.75")


def meeting(**changes):
    text = "Russia, Mali and the UN met"
    entities = [
        party(text, "n1", "Russia", "RUS", "GOV", "MIL", kind="state"),
        party(text, "n2", "Mali", "MLI"),
        party(text, "n3", "UN", "UNO"),
    ]
    fields = {"event_type": "CONSULT", "cameo": "040", "because": "head:event", "actor": ("n1", "n2"), **changes}
    return make_reading(text, entities=Items(entities), events=Items([make_event(text, "met", **fields)]))


def test_a_meeting_goes_both_ways_with_ids_of_their_own():
    there, back = coded(meeting())
    assert (there["Source Name"], there["Target Name"]) == ("Russia", "Mali")
    assert (back["Source Name"], back["Target Name"]) == ("Mali", "Russia")
    assert there["Event ID"] != back["Event ID"]
    assert there["Story ID"] == back["Story ID"]
    assert (there["Event Text"], there["CAMEO Code"], there["Intensity"]) == ("Consult", "040", "1.0")
    assert (there["Source Sectors"], there["Source Country"]) == ("Government,Military", "Russian Federation")


def test_who_is_no_state_has_no_country():
    [row] = coded(meeting(actor=("n3",)))
    assert (row["Source Sectors"], row["Source Country"]) == ("International Government Organization", "")
    assert (row["Target Name"], row["Target Sectors"], row["Target Country"]) == ("", "", "")


def test_only_what_happened_and_has_a_code():
    assert coded(meeting(factuality="CT-")) == []
    assert coded(meeting(auxiliary=("future",))) == []
    assert coded(meeting(cameo=None)) == []


def test_ids_fit_32_bits_and_no_two_rows_of_a_run_share_one():
    export = make_export("icews")
    rows = [row for _ in range(3) for row in coded(meeting(), export)]
    ids = [int(row["Event ID"]) for row in rows]
    assert len(set(ids)) == 6
    assert all(0 < number < 2**31 for number in ids)
    assert ids[:2] == [int(row["Event ID"]) for row in coded(meeting())]
