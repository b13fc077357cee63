"""Conditional requests, and what the answer to a request says: validators, moves, errors, charset."""

import pickle
import time

import pytest

from countermove import __version__
from countermove.intake.fetch import Fetched, NotModified, Validators, fetch
from countermove.intake.fetch_error import FetchError
from countermove.intake.limits import Limits
from countermove.intake.user_agent import user_agent
from tests.intake.fetching import PAGE, SMALL, fetch_path
from tests.intake.local_server import plain, serving


def test_a_conditional_request_sends_what_the_last_answer_said():
    seen = []

    def answer(handler):
        seen.append((handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since")))
        same = handler.headers.get("If-None-Match") == '"v1"'
        date = "Fri, 01 Nov 2024 10:00:00 GMT"
        plain(b"" if same else PAGE, 304 if same else 200, etag='"v1"', last_modified=date)(handler)

    with serving({"/": answer}) as port:
        url, allowed = f"http://127.0.0.1:{port}/", {("127.0.0.1", port)}
        first = fetch(url, SMALL, allowed, validators=Validators())
        second = fetch(url, SMALL, allowed, validators=first.validators)
    assert isinstance(first, Fetched)
    assert isinstance(second, NotModified)
    assert second.validators == first.validators == Validators('"v1"', "Fri, 01 Nov 2024 10:00:00 GMT")
    assert seen == [(None, None), ('"v1"', "Fri, 01 Nov 2024 10:00:00 GMT")]


@pytest.mark.parametrize("validators", [None, Validators()])
def test_not_modified_without_a_condition_is_an_error(validators):
    with serving({"/": plain(b"", 304)}) as port, pytest.raises(FetchError, match="answered 304"):
        fetch(f"http://127.0.0.1:{port}/", SMALL, {("127.0.0.1", port)}, validators=validators)


@pytest.mark.parametrize("etag", ["\xff\xfe", '"' + "x" * 5_000 + '"', "a\tb"])
def test_an_etag_that_would_break_the_next_request_is_left_aside(etag):
    assert fetch_path({"/": plain(PAGE, etag=etag)}).validators == Validators()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        ("Fri, 01 Nov 2024 10:02:00 GMT", 120),
        ("Fri, 01 Nov 2024 09:00:00 GMT", 0),
        ("soon", None),
        ("-5", None),
        ("Fri, 99 Nov 99999 10:02:00 GMT", None),
        ("²", None),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_an_error_says_its_status_and_when_to_come_back(status, header, seconds):
    def answer(handler):
        handler.send_response_only(status)
        handler.send_header("Date", "Fri, 01 Nov 2024 10:00:00 GMT")
        handler.send_header("Retry-After", header)
        handler.end_headers()

    with pytest.raises(FetchError) as caught:
        fetch_path({"/": answer})
    assert (caught.value.status, caught.value.retry_after) == (status, seconds)
    assert caught.value.overloaded


def test_errors_survive_pickling():
    error = pickle.loads(pickle.dumps(FetchError("the server answered 410 Gone", 410, 5.0)))
    assert (error.reason, error.status, error.retry_after, error.gone) == (
        "the server answered 410 Gone",
        410,
        5.0,
        True,
    )
    assert str(error) == "the server answered 410 Gone"


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [((301, 308), "/2"), ((301, 302), "/1"), ((302, 301), None), ((), None)],
)
def test_a_move_for_good_is_noted_up_to_the_first_that_is_not(statuses, moved):
    answers = {f"/{n}": plain(b"", status, location=f"/{n + 1}") for n, status in enumerate(statuses)}
    found = fetch_path({**answers, f"/{len(statuses)}": plain(PAGE)}, "/0")
    assert (found.moved_to and found.moved_to[found.moved_to.rindex("/") :]) == moved


def test_each_address_is_shown_before_it_is_asked_and_waiting_there_is_not_counted():
    seen = []

    def wait(url):
        seen.append(url[url.rindex("/") :])
        time.sleep(0.3)

    with serving({"/a": plain(b"", 302, location="/b"), "/b": plain(PAGE)}) as port:
        limits = Limits(fetch_seconds=0.4)
        fetch(f"http://127.0.0.1:{port}/a", limits, {("127.0.0.1", port)}, before_request=wait)
    assert seen == ["/a", "/b"]


def test_pages_are_asked_for_under_a_name():
    seen = []

    def answer(handler):
        seen.append(handler.headers.get("User-Agent"))
        plain(PAGE)(handler)

    with serving({"/": answer}) as port:
        url, allowed = f"http://127.0.0.1:{port}/", {("127.0.0.1", port)}
        fetch(url, SMALL, allowed)
        fetch(url, SMALL, allowed, user_agent="newsroom/2 (+https://newsroom.example)")
    assert seen[0] == user_agent()
    assert seen[0].startswith(f"countermove/{__version__}")
    assert seen[1] == "newsroom/2 (+https://newsroom.example)"


@pytest.mark.parametrize(
    "media_type",
    ["application/rss+xml", "application/atom+xml; charset=utf-8", "application/feed+json", "application/octet-stream"],
)
def test_feeds_come_through_under_their_media_types(media_type):
    assert fetch_path({"/": plain(b"<rss/>", content_type=media_type)}).body == b"<rss/>"


@pytest.mark.parametrize(
    ("declared", "charset"),
    [
        ("text/html; charset=ISO-8859-1", "iso-8859-1"),
        ('text/html; x=1; charset="utf-8"', "utf-8"),
        ("text/html", None),
        ("text/html; charset=", None),
        (";;;charset", None),
    ],
)
def test_the_declared_charset_is_passed_on(declared, charset):
    assert fetch_path({"/": plain(PAGE, content_type=declared)}).charset == charset
