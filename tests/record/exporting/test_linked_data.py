"""schema.org: articles, events and claims that point at one another."""

import io
import json

from countermove.record.exporting.linked_data import write_linked_data
from countermove.record.exporting.settings import ExportSettings
from countermove.record.filters import Filters
from tests.record.exporting.values import HOSTILE


def graph(record, **filters):
    stream = io.BytesIO()
    written = write_linked_data(record.connection, Filters.of(**filters), stream, ExportSettings())
    document = json.loads(stream.getvalue())
    assert document["@context"] == "https://schema.org"
    assert len(document["@graph"]) == written.rows == sum(written.parts.values())
    return document["@graph"]


def of(nodes, kind):
    return [node for node in nodes if node["@type"] == kind]


def test_a_claim_has_its_speaker_and_its_articles(told):
    nodes = graph(told)
    (claim,) = of(nodes, "Claim")
    article = next(node for node in of(nodes, "NewsArticle") if node["publisher"]["name"] == "Paper 2")
    assert claim["author"] == {"@type": "Person", "name": "Olaf Berg"}
    assert claim["text"] == "40 boats sank"
    assert claim["appearance"] == [{"@id": article["@id"]}]
    assert claim["firstAppearance"] == {"@id": article["@id"]}
    assert article["datePublished"] == "2024-11-02T08:00:00+01:00"


def test_an_event_has_its_parties_its_place_and_its_articles(told):
    nodes = graph(told)
    event = next(node for node in of(nodes, "Event") if "ASSAULT" in node["keywords"])
    assert event["startDate"] == event["endDate"] == "2024-10-30"
    assert event["about"]["agent"] == [{"@type": "GovernmentOrganization", "name": "Norway"}]
    assert event["about"]["object"] == [{"@type": "GovernmentOrganization", "name": "Iceland"}]
    assert event["location"]["geo"] == {"@type": "GeoCoordinates", "latitude": 1.0, "longitude": 2.0}
    assert event["location"]["sameAs"] == "https://sws.geonames.org/1000001/"
    assert {item["@id"] for item in event["subjectOf"]} == {node["@id"] for node in of(nodes, "NewsArticle")}


def test_texts_of_articles_are_left_out_and_headlines_are_whole(told):
    articles = of(graph(told), "NewsArticle")
    assert len(articles) == 3
    assert HOSTILE in [node.get("headline") for node in articles]
    assert all("articleBody" not in node and "text" not in node for node in articles)


def test_filters_keep_the_articles_of_what_is_kept(told):
    nodes = graph(told, type="THREATEN")
    assert [len(of(nodes, kind)) for kind in ("NewsArticle", "Event", "Claim")] == [1, 1, 0]
