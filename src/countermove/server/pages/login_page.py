"""Where a person at another machine gives a token: the browser keeps it in a cookie until it ends."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from countermove.server.pages.forms import read_form
from countermove.server.pages.site import Site
from countermove.server.security.cookie import LOGIN, forgetting, keeping
from countermove.server.server import server_of

_ENCRYPTED = "https"


class LoginPage:
    """A form for the token; at this machine nobody needs one."""

    def __init__(self, site: Site) -> None:
        self._site = site

    async def form(self, request: Request) -> Response:
        """The empty form, or on to the page where who asks may see it already."""
        target = own_path(request.query_params.get("next", ""))
        if request.state.writes or request.state.who is not None:
            return RedirectResponse(target, 303)
        return self._page(request, target, None)

    async def enter(self, request: Request) -> Response:
        """Keep the token if it is known, and go on."""
        form = await read_form(request)
        target, token = own_path(form.text("next") or ""), form.text("token") or ""
        if request.state.writes and request.state.who is None:  # at this machine
            return RedirectResponse(target, 303)
        if server_of(request).tokens.find(token) is None:
            return self._page(request, target, "This token is not known.", 401)
        encrypted = _ENCRYPTED in (request.url.scheme, request.headers.get("x-forwarded-proto"))
        return RedirectResponse(target, 303, {"Set-Cookie": keeping(token, encrypted), "Cache-Control": "no-store"})

    async def leave(self, request: Request) -> Response:
        """Forget the token."""
        return RedirectResponse(LOGIN, 303, {"Set-Cookie": forgetting(), "Cache-Control": "no-store"})

    def _page(self, request: Request, target: str, problem: str | None, status: int = 200) -> Response:
        return self._site.page(request, "login.html", status, target=target, problem=problem)


def own_path(target: str) -> str:
    """A path of this server as it is; anything else, such as another site's address, is the first page."""
    plain = target.startswith("/") and not target.startswith("//") and "\\" not in target and target.isprintable()
    return target if plain and not target.startswith(LOGIN) else "/"


def login_address(path: str, query: str) -> str:
    """Where to give a token before going to a page."""
    target = own_path(f"{path}?{query}" if query else path)
    return LOGIN if target == "/" else f"{LOGIN}?{urlencode({'next': target})}"
