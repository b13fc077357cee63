"""The page that reads: a text or an address is pasted, its reading is shown, and it can be added to the record."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from countermove.intake.problem import Problem
from countermove.schema import Reading
from countermove.server.articles_in import GivenArticle
from countermove.server.errors import ApiError
from countermove.server.pages.forms import Form, read_form
from countermove.server.pages.marking import marked_text
from countermove.server.pages.site import Site
from countermove.server.pages.words import address
from countermove.server.server import Server, server_of

_FIELDS = ("title", "published", "publisher", "url")


class ReadingPage:
    """Shows a form, then what was read."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def form(self, request: Request) -> Response:
        """The empty form."""
        return self._page(request, {}, None, None)

    async def read(self, request: Request) -> Response:
        """Read what was pasted; with ``add``, put it into the record and go to it there."""
        server, form = server_of(request), await read_form(request)
        given = {name: form.text(name) or "" for name in _FIELDS} | {"text": form.whole("text").replace("\r\n", "\n")}
        try:
            article = _given(form, given["text"])
            if form.text("action") == "add":
                _may_write(request)
                return await self._add(server, article)
            reading = await _read(server, article)
        except ApiError as error:
            return self._page(request, given, None, error.message, error.status)
        if not given["text"].strip():  # it came from its address: what is added is what was shown
            shown = {"text": reading.text, "title": reading.title, "published": reading.published}
            given |= {name: value or "" for name, value in shown.items()}
            given["publisher"] = given["publisher"] or reading.publisher or ""
        return self._page(request, given, reading, None)

    async def _add(self, server: Server, given: GivenArticle) -> Response:
        article = await server.articles.article_of(given)
        answer = await server.articles.store(server.owner, [article], 1)
        if not answer.articles:
            why = answer.skipped[0].reason if answer.skipped else "nothing was stored"
            raise ApiError(422, "unprocessable", why)
        server.metrics.count("articles", "added", answer.added)
        return RedirectResponse(address("articles", answer.articles[0].article_id), 303)

    def _page(
        self, request: Request, given: dict[str, str], reading: Reading | None, problem: str | None, status: int = 200
    ) -> Response:
        return self._site.page(
            request,
            "read.html",
            status,
            given={**dict.fromkeys((*_FIELDS, "text"), ""), **given},
            reading=reading,
            problem=problem,
            marked=marked_text(reading.text if reading else "", reading),
        )


async def _read(server: Server, given: GivenArticle) -> Reading:
    article = await server.articles.article_of(given)
    if isinstance(article, Problem):
        raise ApiError(422, "unprocessable", article.reason)
    reading = await server.articles.reading_of(article)
    if isinstance(reading, Problem):
        raise ApiError(422, "unprocessable", reading.reason)
    return reading


def _may_write(request: Request) -> None:
    if not request.state.writes:
        raise ApiError(403, "forbidden", "your token may only read; nothing was added")


def _given(form: Form, text: str) -> GivenArticle:
    """The article of a form.

    Raises:
        ApiError: it has neither a text nor an address.
    """
    url = form.text("url")
    if not text.strip() and url is None:
        raise ApiError(422, "unprocessable", "paste a text, or give the address of a page", "text")
    return GivenArticle(
        text=text if text.strip() else None,
        url=url,
        title=form.text("title"),
        published=form.text("published"),
        publisher=form.text("publisher"),
    )
