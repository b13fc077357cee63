"""POLECAT: 40 columns, one row an event."""

from countermove.exports.formats import make_export
from countermove.exports.polecat import COLUMNS
from countermove.tables import Items
from tests.exports.building import dicts, party
from tests.readings import full_reading, make_event, make_reading, span

# The header line of the releases.
HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
    "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t"
    "Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\t"
    "Recipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
    "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\t"
    "Story Locations\tLanguage\tVersion\n"
)


def coded(reading):
    return dicts(make_export("polecat").lines(reading), COLUMNS)


def test_the_header():
    assert make_export("polecat").head.decode() == HEADER
    assert len(COLUMNS) == 40


def test_a_row():
    row, second = coded(full_reading())
    assert row["Event ID"].endswith("_e1")
    assert (row["Event Date"], row["Event Type"], row["Event Mode"]) == ("2024-10-28", "THREATEN", "")
    assert (row["Intensity"], row["Quad Code"]) == ("-4.4", "VERBAL CONFLICT")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"]) == ("Norway", "NOR", "385")
    assert (row["Recipient Name"], row["Recipient Name Raw"], row["Primary Recipient Sector"]) == (
        "Iceland",
        "Iceland",
        "GOV",
    )
    assert (row["City"], row["Province"], row["Country"], row["Latitude"]) == ("Oslo", "Oslo", "NOR", "59.91")
    assert (row["GeoNames ID"], row["Raw Placename"], row["Feature Type"]) == ("3143244", "Oslo", "city")
    assert (row["Source"], row["Publication Date"], row["Language"]) == ("The Fjord", "2024-11-01", "en")
    assert (row["Story Locations"], row["Version"]) == ("Oslo", "countermove-0 m l")
    assert (second["Event Type"], second["Event Mode"], second["Actor Name"]) == ("RETREAT", "withdraw", "")


def test_values_of_several_actors_keep_their_places():
    text = "President Moi, the UN and troops met"
    entities = [
        party(text, "n1", "Moi", "KEN", "GOV", kind="person"),
        party(text, "n2", "UN", "UNO"),
        party(text, "n3", "troops", None, "MIL", "GOV", form="nominal"),
    ]
    spans = tuple(span(text, name) for name in ("Moi", "UN", "troops"))
    event = make_event(
        text, "met", actor=("n1", "n2", "n3"), actor_spans=spans, contexts=("legal",), auxiliary=("future",)
    )
    [row] = coded(make_reading(text, entities=Items(entities), events=Items([event])))
    assert row["Actor Name"] == "Moi;UN;troops"
    assert row["Actor Country"] == "KEN;UNO;"
    assert row["Actor COW"] == "501;;"
    assert row["Primary Actor Sector"] == "GOV;;MIL"
    assert row["Actor Sectors"] == "GOV;MIL"
    assert row["Actor Title"] == ""
    assert row["Contexts"] == "legal;future"
    assert row["Story People"] == "Moi"
