"""Closing connections."""

import contextlib
import threading
import time

import duckdb

from countermove.record.connection import close_when_idle


def test_closing_interrupts_what_another_thread_still_asks():
    connection = duckdb.connect()
    started = threading.Event()

    def ask() -> None:
        started.set()
        with contextlib.suppress(duckdb.Error):
            connection.execute("select count(*) from range(10000000000) a, range(10) b").fetchone()

    asking = threading.Thread(target=ask)
    asking.start()
    started.wait()
    time.sleep(0.1)
    close_when_idle(connection)
    asking.join(timeout=10)
    assert not asking.is_alive()
