"""Publication dates of pages in the manner of many news systems."""

import pytest

from countermove.intake.html import read_page
from countermove.intake.publication_words import load_publication_words
from countermove.ontology.errors import LexiconError
from tests.intake.date_pages import BODY, H1, PAGES, page

FLOOR = 0.95
"""Share of pages whose day must be right. All 59 were right when this was written; the pages are our own."""


def test_the_share_of_right_days_stays_above_its_floor():
    wrong = []
    for item in PAGES:
        found = read_page(item.html, item.url, not_after=item.not_after).published
        if (found or "")[:10] != (item.published or "")[:10]:
            wrong.append(f"{item.name}: {found} instead of {item.published}")
    assert len(PAGES) >= 40
    assert 1 - len(wrong) / len(PAGES) >= FLOOR, "\n".join(wrong)


@pytest.mark.parametrize("name", ["amp", "sailthru", "time_first", "json_ld_date_only_time_beside", "microdata"])
def test_time_and_zone_are_kept(name):
    item = next(item for item in PAGES if item.name == name)
    assert read_page(item.html, item.url).published == item.published


def origin(head="", body="", url=None):
    found = read_page(page(head, body), url)
    return found.published, found.published_from


def test_where_the_date_stood_is_told():
    meta = '<meta property="article:published_time" content="2024-11-01">'
    assert origin(meta, H1 + BODY) == ("2024-11-01", "metadata")
    assert origin("", H1 + BODY, "https://quay.example/2024/11/01/x") == ("2024-11-01", "metadata")
    assert origin("", f"{H1}<p>1 November 2024</p>{BODY}") == ("2024-11-01", "text")
    assert origin("", H1 + BODY) == (None, None)


def test_the_day_of_fetching_is_never_the_date_but_bounds_it():
    html = page('<meta property="article:published_time" content="2024-11-05">', H1 + BODY)
    assert read_page(html, not_after="2024-11-04").published == "2024-11-05"  # a day later somewhere on earth
    assert read_page(html, not_after="2024-11-03").published is None


def test_json_ld_of_any_depth_costs_nothing_but_itself():
    deep = '<script type="application/ld+json">' + "[" * 100_000 + '</script><meta name="pubdate" content="2024-11-01">'
    assert origin(deep, H1 + BODY) == ("2024-11-01", "metadata")


def test_a_mistake_in_the_words_is_told_with_file_and_line(tmp_path):
    file = tmp_path / "publication.yaml"
    file.write_text("version: 1\narticle_types: [article]\npage_types: no list\n")
    with pytest.raises(LexiconError, match=r"publication.yaml:1: "):
        load_publication_words(file)
