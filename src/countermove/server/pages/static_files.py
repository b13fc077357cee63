"""Style and script of the pages, out of the package, by name."""

from __future__ import annotations

from hashlib import blake2b
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

from countermove.server.api.serving import matches
from countermove.server.errors import NotFoundError

_MEDIA = {"style.css": "text/css", "page.js": "text/javascript", "icon.svg": "image/svg+xml"}


async def static_file(request: Request) -> Response:
    """One of the files.

    Raises:
        NotFoundError: there is no such file.
    """
    name = request.path_params["name"]
    if name not in _MEDIA:
        raise NotFoundError(f"there is no file {name}", "name")
    body = files("countermove.server.pages").joinpath("static", name).read_bytes()
    etag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "no-cache"}
    if matches(request.headers.get("if-none-match"), etag):
        return Response(None, 304, headers)
    return Response(body, 200, headers, _MEDIA[name])
