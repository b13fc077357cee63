"""The one address of an article."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from countermove.intake.canonical import canonical_url, load_tracking, normal_url, same_site
from countermove.ontology.errors import LexiconError

PAGE = "https://www.quay.example/news/strike"


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("HTTPS://User:pw@WWW.Quay.Example:443/a%2fb?utm_source=x&id=3&fbclid=1#top", "https://www.quay.example/a%2Fb?id=3"),
        ("http://quay.example", "http://quay.example/"),
        ("http://quay.example:8080/?b=1&&a=2", "http://quay.example:8080/?b=1&a=2"),
        ("http://[::1]:80/x", "http://[::1]/x"),
        ("https://quay.example/x y", "https://quay.example/x%20y"),
        ("javascript:alert(1)", None),
        ("http://quay.example:99999/", None),
        ("http://qu ay.example/", None),
        ("//quay.example/", None),
        ("", None),
    ],
)  # fmt: skip
def test_normal_form(url, normal):
    assert normal_url(url) == normal


@given(st.text(max_size=30), st.text("?&=#%;utm_xab/", max_size=30))
@example("\x85", "")
@example("\u3000", "")
def test_the_normal_form_is_its_own_normal_form(path, query):
    normal = normal_url(f"https://Quay.example/{path}?{query}")
    if normal is not None:
        assert normal_url(normal) == normal


@pytest.mark.parametrize(
    ("url", "declared", "canonical"),
    [
        ("https://amp.quay.example/news/strike.amp?x=1", [PAGE], PAGE),
        (PAGE + "?utm_medium=mail", ["/news/strike/"], PAGE + "/"),
        (PAGE, ["https://agency.example/strike"], PAGE),
        (PAGE, ["https://www.quay.example/"], PAGE),
        (PAGE, ["mailto:x@y", PAGE + "-2"], PAGE + "-2"),
        (PAGE, ["http://[bad/", PAGE + "-2"], PAGE + "-2"),
        (PAGE, [], PAGE),
        (None, [PAGE + "#x"], PAGE),
        (None, ["/relative"], None),
    ],
)  # fmt: skip
def test_what_a_page_declares_is_believed_on_its_own_site(url, declared, canonical):
    assert canonical_url(url, declared) == canonical


def test_sites():
    assert same_site("https://m.quay.example/a", "http://www.quay.example/b")
    assert same_site("https://edition.quay.example/a", "https://quay.example/b")
    assert not same_site("https://quay.example/", "https://bay.example/")
    assert not same_site("https://quay.example/", "https://example/")


def test_a_mistake_in_the_list_is_told_with_file_and_line(tmp_path):
    file = tmp_path / "tracking.yaml"
    file.write_text("version: 1\nnames: utm\n")
    with pytest.raises(LexiconError, match=r"tracking.yaml:1: names"):
        load_tracking(file)
