"""The last look at an article before it is read."""

import pytest

from countermove.intake.check import check_article, valid_date
from countermove.intake.limits import Limits
from countermove.intake.problem import Problem
from countermove.schema import Article


def checked(text="The minister resigned on Monday.", limits=None, published=None, **fields):
    return check_article(Article(id="a", text=text, **fields), limits or Limits(), published)


@pytest.mark.parametrize(
    "date", ["2024-11-01", "2024-02-29", "2024-11-01T08:30:00Z", "2024-11-01 08:30", "2024-11-01T0830+09:00"]
)
def test_iso_dates_are_dates(date):
    assert valid_date(date)


@pytest.mark.parametrize(
    "date", ["", "2024", "2023-02-29", "2024-13-01", "01.11.2024", "2024-11-01x", "٢٠٢٤-١١-٠١x", "0000-01-01"]
)
def test_what_is_no_date_is_not(date):
    assert not valid_date(date)


def test_language_and_date_are_set():
    article = checked(published="2024-11-01")
    assert (article.language, article.published) == ("en", "2024-11-01")


def test_the_articles_own_date_goes_before_the_one_given():
    assert checked(published="2024-11-01").published == "2024-11-01"
    article = check_article(Article(id="a", text="It rained.", published="2020-01-02"), Limits(), "2024-11-01")
    assert article.published == "2020-01-02"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"text": " \n\t"}, "is empty"),
        ({"limits": Limits(max_characters=10)}, "more than 10 (limit max_characters)"),
        (
            {"text": "外交部发言人星期一在北京举行的例行记者会上说,两国将继续保持沟通。" * 3},
            "is not in English (language 'zh')",
        ),
        ({"language": "de"}, "is not in English (language 'de')"),
    ],
)
def test_what_cannot_be_read_is_told(fields, reason):
    problem = checked(**fields)
    assert isinstance(problem, Problem)
    assert problem.source == "a"
    assert reason in problem.reason


def test_a_bad_date_is_told():
    problem = check_article(Article(id="a", text="It rained.", published="yesterday"), Limits())
    assert isinstance(problem, Problem)
    assert "'yesterday' is not an ISO 8601 date" in problem.reason
