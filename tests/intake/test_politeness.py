"""The pace for each host, and back-off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countermove.intake.politeness import HostPace, backoff, host_of
from countermove.intake.watch_limits import WatchLimits
from tests.intake.fake_clock import FakeClock

LIMITS = WatchLimits(host_seconds=2, backoff_seconds=60, max_backoff_seconds=3_600)


def test_requests_to_one_host_keep_their_distance_and_other_hosts_dont_wait():
    clock = FakeClock()
    pace = HostPace(clock, LIMITS)
    for host in ("a.example", "b.example", "a.example", "a.example"):
        pace.wait(host)
    assert clock.slept == [2, 2]


def test_a_crawl_delay_longer_than_the_pace_is_kept_and_a_shorter_one_is_not():
    clock = FakeClock()
    pace = HostPace(clock, LIMITS)
    pace.keep_delay("a.example", 10)
    pace.keep_delay("b.example", 0.1)
    for host in ("a.example", "b.example", "b.example", "a.example"):
        pace.wait(host)
    assert clock.slept == [2, 8]


@pytest.mark.parametrize("delay", [None, float("nan"), float("inf"), -5, 0])
def test_a_crawl_delay_that_is_none_is_left_aside(delay):
    clock = FakeClock()
    pace = HostPace(clock, LIMITS)
    pace.keep_delay("a.example", delay)
    pace.wait("a.example")
    pace.wait("a.example")
    assert clock.slept == [2]


def test_failures_in_a_row_double_the_wait_and_an_answer_ends_it():
    clock = FakeClock()
    pace = HostPace(clock, LIMITS)
    waits = []
    for _ in range(8):
        pace.failed("a.example")
        waits.append(pace.ready_in("a.example"))
        clock.sleep(waits[-1])
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    pace.succeeded("a.example")
    pace.failed("a.example")
    assert pace.ready_in("a.example") == 60


def test_what_the_server_asks_for_is_kept_up_to_the_cap():
    clock = FakeClock()
    pace = HostPace(clock, LIMITS)
    pace.failed("a.example", retry_after=300)
    assert pace.ready_in("a.example") == 300
    pace.failed("b.example", retry_after=1e30)
    assert pace.ready_in("b.example") == 3_600


def test_a_clock_set_back_does_not_stop_a_host_for_years():
    clock = FakeClock()
    pace = HostPace(clock, LIMITS)
    pace.wait("a.example")
    clock.time -= 10 * 365 * 86_400
    assert pace.ready_in("a.example") <= 3_600


@given(st.integers(0, 10**9), st.none() | st.floats(0, allow_nan=False))
def test_a_back_off_lies_between_its_base_and_its_cap(failures, retry_after):
    assert 60 <= backoff(failures, LIMITS, retry_after) <= 3_600


@pytest.mark.parametrize(
    ("url", "host"),
    [("HTTPS://News.Example:444/a", "news.example"), ("http://[::1", ""), ("", ""), ("mailto:x@y.example", "")],
)
def test_the_host_of_an_address(url, host):
    assert host_of(url) == host
