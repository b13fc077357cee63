"""WARC records made by hand, right and wrong."""

ARTICLE = """<p>Dock workers in the northern port returned to work on Thursday after the union and the city agreed.</p>
<p>“We have what we asked for,” said the union’s chairwoman, adding that the ballot had been close and expected.</p>
<p>The strike had lasted three weeks and held up more than forty ships that were waiting outside the harbour.</p>"""


def html(title: str, head: str = "") -> bytes:
    """A page with an article."""
    body = f"<article><h1>{title}</h1>{ARTICLE}</article>"
    return f"<html lang='en'><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def record(
    body: bytes,
    url: str = "https://quay.example/a",
    *,
    kind: str = "response",
    status: str = "200 OK",
    content_type: str = "text/html; charset=utf-8",
    headers: str = "",
    length: int | None = None,
    date: str = "2024-11-02T12:00:00Z",
) -> bytes:
    """One record; ``length`` lies about its length."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{headers}\r\n".encode() + body
    size = len(http) if length is None else length
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789abc>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"
