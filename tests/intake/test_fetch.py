"""Fetching one address: what is let through, and everything that is not."""

import gzip
import socket
import time

import pytest

from countermove.intake.fetch import fetch, is_public
from countermove.intake.fetch_error import FetchError, RefusedError
from countermove.intake.limits import Limits
from countermove.intake.problem import InputError
from tests.intake.fetching import PAGE, SMALL, fetch_path
from tests.intake.local_server import plain, serving


def test_a_page_comes_back_with_its_type_and_final_address():
    found = fetch_path(
        {"/a": plain(b"", 302, location="/b"), "/b": plain(PAGE, content_type="Text/HTML; charset=x")}, "/a"
    )
    assert (found.body, found.media_type) == (PAGE, "text/html")
    assert found.url.endswith("/b")


def test_a_packed_page_is_unpacked():
    assert fetch_path({"/": plain(gzip.compress(PAGE), content_encoding="gzip")}).body == PAGE


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "0x7f000001", "127.1", "0.0.0.0", "10.0.0.1", "172.16.0.1",  # noqa: E501
        "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]",  # noqa: E501
        "[::ffff:7f00:1]", "[fe80::1]", "[fc00::1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "127.0.0.1.", "１２７.0.0.1",  # noqa: E501
    ],
)  # fmt: skip
def test_addresses_inside_a_network_are_refused_in_every_spelling(host, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", _no_connection)
    monkeypatch.setattr(socket, "create_connection", _no_connection)
    with pytest.raises(InputError, match=r"refused|can't be found|is not an address|can't be fetched: Invalid"):
        fetch(f"http://{host}:8080/", SMALL)


def _no_connection(*arguments, **options):
    raise AssertionError("a connection was tried")


def test_one_private_address_among_public_ones_is_enough_to_refuse(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in ("93.184.215.14", "10.1.2.3")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **options: answers)
    with pytest.raises(InputError, match=r"refused: news\.example is at 10\.1\.2\.3"):
        fetch("http://news.example/", SMALL)


def test_a_redirect_to_another_local_port_is_refused():
    with (
        serving({"/": plain(b"secret")}) as inner,
        pytest.raises(InputError, match=r"refused: 127\.0\.0\.1 is at 127\.0\.0\.1, which is not a public address"),
    ):
        fetch_path({"/": plain(b"", 302, location=f"http://127.0.0.1:{inner}/")})


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)"])
def test_a_redirect_to_another_scheme_is_refused(target):
    with pytest.raises(InputError, match=r"only http and https|can't be fetched"):
        fetch_path({"/": plain(b"", 302, location=target)})


@pytest.mark.parametrize("url", ["ftp://a.example/", "file:///etc/passwd", "gopher://a.example/"])
def test_other_schemes_are_refused(url):
    with pytest.raises(InputError, match="only http and https"):
        fetch(url, SMALL)


@pytest.mark.parametrize("url", ["http://", "http:///path", "http://[::1", "http://a.example:99999/", "http://\x00/"])
def test_what_is_no_address_is_said_to_be_none(url):
    with pytest.raises(InputError):
        fetch(url, SMALL)


def test_endless_redirects_end():
    with pytest.raises(InputError, match="more than 3 redirects"):
        fetch_path({"/": plain(b"", 302, location="/")}, limits=Limits(max_redirects=3))


def test_a_body_over_the_limit_is_cut_off():
    with pytest.raises(InputError, match=r"larger than 10,000 bytes \(limit max_bytes\)"):
        fetch_path({"/": plain(b"x" * 10_001)})
    assert len(fetch_path({"/": plain(b"x" * 10_000)}).body) == 10_000


def test_a_gzip_bomb_is_cut_off():
    bomb = gzip.compress(b"\0" * 3_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(InputError, match="larger than 10,000 bytes"):
        fetch_path({"/": plain(bomb, content_encoding="gzip")})


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd", "deflate"])
def test_packings_that_were_not_asked_for_are_refused(encoding):
    """A bomb inside a bomb would grow a million times before its size could be seen."""
    with pytest.raises(InputError, match="packed in a way"):
        fetch_path({"/": plain(gzip.compress(gzip.compress(PAGE)), content_encoding=encoding)})


def test_broken_packing_is_told():
    with pytest.raises(InputError, match="gzip packing is broken"):
        fetch_path({"/": plain(b"no gzip at all", content_encoding="gzip")})


def _drip_body(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def _drip_headers(handler):
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


@pytest.mark.parametrize("drip", [_drip_body, _drip_headers])
def test_a_slow_drip_ends_at_the_time_limit(drip):
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"took longer than 0\.3 s"):
        fetch_path({"/": drip}, limits=Limits(fetch_seconds=0.3))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(plain(b"gone", 404), "answered 404"), (plain(b"\x89PNG", content_type="image/png"), "is image/png, not a page")],
)
def test_errors_and_other_media_are_told(answer, reason):
    with pytest.raises(InputError, match=reason):
        fetch_path({"/": answer})


def test_passwords_in_an_address_and_proxies_of_the_environment_are_left_aside(monkeypatch):
    seen = []

    def answer(handler):
        seen.append(handler.headers.get("Authorization"))
        plain(PAGE)(handler)

    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with serving({"/": answer}) as port:
        fetch(f"http://user:secret@127.0.0.1:{port}/", SMALL, {("127.0.0.1", port)})
    assert seen == [None]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("::ffff:8.8.8.8", True),
        ("::ffff:10.0.0.1", False),
        ("::1%lo", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(address) is public


@pytest.mark.parametrize(
    "address",
    [
        "192.0.0.192", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "fec0::1", "::127.0.0.1", "::7f00:1",
        "64:ff9b:1::7f00:1", "64:ff9b::a9fe:a9fe", "2002:a9fe:a9fe::1", "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "::ffff:169.254.169.254", "3fff::1", "2001:db8::1", "ff02::1", "192.88.99.1", "198.18.0.1", "240.0.0.1",
    ],
)  # fmt: skip
def test_metadata_servers_and_rarer_ranges_are_not_public(address):
    assert not is_public(address)


def test_a_name_server_that_changes_its_mind_changes_nothing(monkeypatch):
    """DNS rebinding: the first answer is public, every later one is this machine."""
    asked, connected = [], []

    def resolve(host, port, *arguments, **options):
        if host == "news.example":
            asked.append(host)
        address = "93.184.215.14" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address, *arguments, **options):
        connected.append(address)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError, match="can't be fetched"):
        fetch("http://news.example/", SMALL)
    assert (asked, connected) == (["news.example"], [("93.184.215.14", 80)])


def test_each_of_many_dead_addresses_gets_its_share_of_the_time(monkeypatch):
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (f"93.184.215.{n}", 80)) for n in range(1, 100)]
    given = []

    def connect(address, timeout, *arguments, **options):
        given.append(timeout)
        raise TimeoutError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *arguments, **options: answers)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(FetchError, match="took longer than 5 s"):
        fetch("http://news.example/", SMALL)
    assert len(given) == 8
    assert given[0] < 1


@pytest.mark.parametrize("host", ["10.0.0.1", "2130706433", "0x7f.1", "[::ffff:10.0.0.1]", "169.254.169.254"])
def test_a_redirect_to_an_address_inside_a_network_is_refused_in_every_spelling(host):
    with pytest.raises(RefusedError, match="refused"):
        fetch_path({"/": plain(b"", 302, location=f"http://{host}/latest/meta-data/")})


def test_redirects_in_a_loop_of_two_end():
    with pytest.raises(FetchError, match="more than 5 redirects"):
        fetch_path({"/": plain(b"", 302, location="/b"), "/b": plain(b"", 302, location="/")})


def test_a_body_of_several_packed_members_is_whole():
    both = gzip.compress(PAGE[:20]) + gzip.compress(PAGE[20:]) + b"\0\0"
    assert fetch_path({"/": plain(both, content_encoding="gzip")}).body == PAGE


def test_half_a_packed_body_is_no_page():
    with pytest.raises(FetchError, match="gzip packing is cut off"):
        fetch_path({"/": plain(gzip.compress(PAGE)[:-20], content_encoding="gzip")})


def test_a_body_shorter_than_declared_is_no_page():
    with pytest.raises(FetchError, match="can't be fetched"):
        fetch_path({"/": plain(PAGE, content_length="5000")})


def _endless_members(handler):
    handler.send_response(200)
    handler.send_header("content-encoding", "gzip")
    handler.end_headers()
    empty = gzip.compress(b"") * 100
    for _ in range(10_000):
        handler.wfile.write(empty)


def test_packing_that_never_unpacks_to_anything_is_cut_off():
    with pytest.raises(FetchError, match="larger than 10,000 bytes"):
        fetch_path({"/": _endless_members})


def _endless_headers(handler):
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n")
    for number in range(100_000):
        handler.wfile.write(f"X-{number}: {'y' * 100}\r\n".encode())


def _endless_early_hints(handler):
    while True:
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50)


@pytest.mark.parametrize("answer", [_endless_headers, _endless_early_hints])
def test_headers_without_end_are_cut_off(answer):
    with pytest.raises(FetchError):
        fetch_path({"/": answer}, limits=Limits(fetch_seconds=0.5))


def test_the_start_of_a_page_can_be_enough():
    with serving({"/": plain(b"x" * 20_000, content_type="image/png")}) as port:
        found = fetch(f"http://127.0.0.1:{port}/", SMALL, {("127.0.0.1", port)}, start_only=True)
    assert len(found.body) == 10_000
