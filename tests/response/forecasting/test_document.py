import json
import re

import pytest

from countermove.cli.showing import document_bytes, json_bytes
from countermove.ontology.actors import load_actors
from countermove.ontology.lexicon import DATA
from countermove.response.forecasting.document import forecast_document
from countermove.response.forecasting.make import Wanted, make_forecast
from countermove.response.forecasting.words import amount, chance
from tests.response.forecasting.building import QUICK, put_acts, steady_acts


@pytest.fixture
def forecast(record):
    name = "Front for the Liberation of <b>Everything</b> from the River to the Sea and a Long Way Beyond It"
    acts = [(name if a == "D" else a, name if b == "D" else b, quad, day) for a, b, quad, day in steady_acts(days=300)]
    put_acts(record, acts)
    return make_forecast(record.connection, Wanted(actor="A"), QUICK, load_actors(DATA / "actors"))


def test_text_fits_100_columns(forecast):
    text = document_bytes(forecast_document(forecast), "text", False, 100).decode()
    assert max(map(len, text.splitlines())) <= 100
    assert "Track record" in text and "Fitted on 12 directed pairs, 2024-01-01 to 2024-10-25" in text


def test_pages_and_markdown_are_safe(forecast):
    page = document_bytes(forecast_document(forecast), "html", False).decode()
    assert "<b>Everything" not in page and "&lt;b&gt;Everything" in page and page.count("<table>") == 2
    assert "\\<b\\>Everything" in document_bytes(forecast_document(forecast), "markdown", False).decode()


def test_json_has_every_number(forecast):
    found = json.loads(json_bytes(forecast))
    assert set(found) == {"question", "pairs", "rankings", "track", "without", "basis", "notes"}
    [first, *_] = found["pairs"]
    assert set(first["any_act"][0]) == {
        "days", "expected", "expected_low", "expected_high", "probability", "probability_low", "probability_high",
    }  # fmt: skip
    assert found["question"]["as_of"] == "2024-10-25"


def test_a_probability_is_never_shown_as_certain():
    assert [chance(value) for value in (0, 0.0001, 0.004, 0.0096, 0.126, 0.9951, 1)] == [
        "0%", "<0.1%", "0.4%", "1%", "13%", ">99%", ">99%",
    ]  # fmt: skip


def test_amounts_have_two_figures():
    shown = [amount(value) for value in (0.0001, 0.0314, 0.314, 3.14, 31.4, 3140)]
    assert shown == ["<0.001", "0.031", "0.31", "3.1", "31", "3,140"]
    assert all(re.fullmatch(r"[<\d.,]+", one) for one in shown)
