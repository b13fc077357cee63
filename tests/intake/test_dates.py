"""Dates as sources write them, to ISO 8601 with their own time and offset."""

from datetime import datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.intake.check import valid_date
from countermove.intake.dates import find_dates, load_date_words, parse_date
from countermove.ontology.errors import LexiconError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-11-01", "2024-11-01"),
        ("2024-11-01T10:00:00+02:00", "2024-11-01T10:00:00+02:00"),
        ("2024-11-01 10:00:00.123 +0200", "2024-11-01T10:00:00+02:00"),
        ("2024-11-01T10:00Z", "2024-11-01T10:00Z"),
        ("20241101T100000Z", "2024-11-01T10:00:00Z"),
        ("Fri, 01 Nov 2024 10:00:00 GMT", "2024-11-01T10:00:00+00:00"),
        ("Fri, 01 Nov 2024 10:00:00 -0500", "2024-11-01T10:00:00-05:00"),
        ("Published 1 November 2024 10:00 GMT", "2024-11-01T10:00+00:00"),
        ("November 1st, 2024 at 3:05 p.m. EDT", "2024-11-01T15:05-04:00"),
        ("10:00 AM EDT, Fri November 1, 2024", "2024-11-01T10:00-04:00"),
        ("12:15 am, May 3, 2024", "2024-05-03T00:15"),
        ("12 pm 3 May 2024", "2024-05-03T12:00"),
        ("Friday, 1st of November 2024 – 10:15 UTC+3", "2024-11-01T10:15+03:00"),
        ("1 Nov 2024 | 17.30 IST", "2024-11-01T17:30"),
        ("01.11.2024", "2024-11-01"),
        ("13/11/2024", "2024-11-13"),
        ("11/13/2024", "2024-11-13"),
        ("01/11/2024", None),
        ("1730451600", "2024-11-01T09:00:00Z"),
        ("1730451600000", "2024-11-01T09:00:00Z"),
        ("2024-02-30", None),
        ("November 2024", None),
        ("yesterday", None),
        ("10.1.2.2024", None),
        ("", None),
    ],
)
def test_forms(text, value):
    assert parse_date(text) == value


def test_an_order_that_is_known_decides_between_day_and_month():
    assert parse_date("01/11/2024", day_first=True) == "2024-11-01"
    assert parse_date("01/11/2024", day_first=False) == "2024-01-11"


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(lambda moment: moment.replace(microsecond=0)),
    st.integers(-12, 14),
)
def test_feed_and_iso_dates_come_back_with_their_offset(moment, hours):
    moment = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert datetime.fromisoformat(parse_date(moment.isoformat())) == moment
    again = datetime.fromisoformat(parse_date(format_datetime(moment)))
    assert (again, again.utcoffset()) == (moment, moment.utcoffset())


@given(st.text("0123456789/-.:TZ+ NovJan,apm", max_size=40))
def test_what_is_found_is_a_day_that_exists(text):
    for found in find_dates(text):
        assert valid_date(found.value)
        assert 0 <= found.start < found.end <= len(text)


def test_a_wrong_offset_in_the_words_is_told_with_its_file(tmp_path):
    file = tmp_path / "dates.yaml"
    months = "\n".join(f"  {number}: [m{number}]" for number in range(1, 13))
    file.write_text(f"months:\n{months}\nzones:\n  gmt: 0\n")
    with pytest.raises(LexiconError, match="gmt"):
        load_date_words(file)
