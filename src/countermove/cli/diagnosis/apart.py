"""A check in a process of its own: what breaks in it is one line, a crash of a native library or endless waiting too.

Run as ``python -m countermove.cli.diagnosis.apart CHECK``, the check as JSON; the last line of its output holds the
findings.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

import msgspec

from countermove.cli.diagnosis.finding import Finding, Group


@dataclass(frozen=True, slots=True)
class Check:
    """A check: the group and name of its line where it fails, and the function (of ``module``) that makes it."""

    group: Group
    name: str
    module: str
    function: str
    arguments: tuple[str, ...] = ()
    advice: str | None = None

    def failed(self, detail: str) -> Finding:
        """The line of a check that fails."""
        return Finding(self.group, self.name, "fails", detail, self.advice)


def run_apart(check: Check, seconds: float) -> list[Finding]:
    """Make a check; it never raises, and takes no longer than ``seconds``."""
    command = [sys.executable, "-P", "-m", "countermove.cli.diagnosis.apart", msgspec.json.encode(check).decode()]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False)
        return msgspec.json.decode(done.stdout.splitlines()[-1], type=list[Finding])
    except subprocess.TimeoutExpired:
        return [check.failed(f"isn't done after {seconds:g} seconds")]
    except (IndexError, msgspec.MsgspecError):
        return [check.failed(_end(done.returncode, done.stderr))]
    except OSError as error:
        return [check.failed(f"no process can be started: {error.strerror or error}")]


def attempt(check: Check) -> list[Finding]:
    """Make a check in this process; an error is its finding."""
    try:
        function = getattr(import_module(check.module), check.function)
        findings: Iterable[Finding] = function(*check.arguments)
        return list(findings)
    except (Exception, RecursionError) as error:
        return [check.failed(told(error))]


def told(error: BaseException) -> str:
    """An error as one line; its kind stands before it unless the message is meant for people."""
    text = " ".join(str(error).split())
    ours = type(error).__module__.startswith("countermove.")
    return text if ours and text else f"{type(error).__name__}: {text}".removesuffix(": ")


def _end(status: int, complaint: bytes) -> str:
    """Why a process ended without a word."""
    if status < 0:
        name = signal.Signals(-status).name if -status in set(signal.Signals) else f"signal {-status}"
        return f"its process was ended by {name}; a package may not suit this processor or system"
    last = complaint.decode(errors="replace").strip().splitlines()[-1:]
    return " ".join([f"its process ended with status {status}", *last])


def main() -> None:
    """Make the check that the command line names."""
    found = attempt(msgspec.json.decode(sys.argv[1], type=Check))
    print("\n" + msgspec.json.encode(found).decode())


if __name__ == "__main__":
    main()
