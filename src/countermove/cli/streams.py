"""Standard input and output as commands take them for granted, whatever the shell made of them."""

from __future__ import annotations

import io
import os
import select
import sys
from contextlib import suppress

OUTPUT_CLOSED = 141
"""Exit status when whoever read the output has gone: 128 + SIGPIPE, as shells report it of programs that it ends."""


def prepare_streams() -> None:
    """Have all three streams open and writing UTF-8.

    A closed one is replaced, or the next file that is opened would take its number, and be written to in its stead. The
    substitute of the output can't be written to, so that what is lost is told.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # not where a test or notebook has put something else there
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def output_is_closed() -> bool:
    """Whether nobody reads standard output or error any more; another pipe may have broken, too."""
    if not hasattr(select, "poll"):
        return True
    poll = select.poll()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            poll.register(stream.fileno(), 0)
    return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))


def drop_output() -> None:
    """Point a stream that can't be written to at nothing, or Python complains at exit about what is left in it."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except ValueError:  # it is closed already
            continue
        except OSError:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, stream.fileno())
            os.close(nothing)
