"""What the machine has that makes reading fast: cores, instructions for whole numbers of eight bits, memory."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator
from pathlib import Path

from countermove.cli.diagnosis.finding import Finding
from countermove.cli.diagnosis.settings import DiagnosisSettings

CPU_FILE = Path("/proc/cpuinfo")
MEMORY_FILE = Path("/proc/meminfo")
LIMIT_FILES = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
CORES_FILE = Path("/sys/fs/cgroup/cpu.max")
"""Where Linux tells of processor and memory, and of what of them a container may use."""

INSTRUCTIONS = {
    "amx_int8": "AMX", "avx512_vnni": "AVX-512 VNNI", "avx_vnni": "AVX-VNNI", "i8mm": "I8MM", "asimddp": "DotProd",
}  # fmt: skip
"""Instructions that multiply numbers of eight bits, as Linux names them and as people do, the fastest first."""
_WIDE = {"avx512bw": "AVX-512", "avx2": "AVX2", "asimd": "NEON"}


def find_machine(settings: DiagnosisSettings | None = None) -> Iterator[Finding]:
    """Cores and how many jobs suit them, instructions, memory."""
    limits = settings or DiagnosisSettings()
    memory = free_memory()
    yield _cores(memory, limits)
    yield _instructions()
    yield _memory(memory, limits)


def cores() -> int:
    """The cores that this process may use."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = map(int, CORES_FILE.read_text(encoding="ascii").split())
    except (OSError, ValueError):  # no container, or "max"
        return count
    return max(1, min(count, round(quota / period)))


def _cores(memory: int | None, limits: DiagnosisSettings) -> Finding:
    count = cores()
    jobs = count if memory is None else max(1, min(count, memory // limits.memory_per_job))
    figures: dict[str, str | int | float | None] = {"cores": count, "jobs": jobs}
    if count == 1:
        return Finding("speed", "cores", "note", "1", "with more cores, --jobs reads articles side by side", figures)
    advice = f"many articles are read faster with: --jobs {jobs}"
    if jobs < count:
        advice += " (for more jobs there is too little memory)"
    return Finding("speed", "cores", "ok", str(count), advice, figures)


def cpu_features() -> frozenset[str] | None:
    """Names of the processor's features; None where the system doesn't tell."""
    try:
        found = re.search(r"^(?:flags|Features)\s*:(.*)$", CPU_FILE.read_text(encoding="utf-8"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        return None
    return frozenset(found[1].split()) if found else None


def _instructions() -> Finding:
    features = cpu_features()
    if features is None:
        detail = f"{platform.machine()}; this system doesn't tell which instructions it has"
        return Finding("speed", "processor", "ok", detail)
    fast = [name for feature, name in INSTRUCTIONS.items() if feature in features]
    wide = next((name for feature, name in _WIDE.items() if feature in features), "neither AVX2 nor NEON")
    figures: dict[str, str | int | float | None] = {"instructions": " ".join(fast or [wide])}
    if fast:
        detail = f"{', '.join(fast)}: made for a model of eight bits"
        return Finding("speed", "processor", "ok", detail, None, figures)
    advice = "a processor with AVX-512 VNNI, AVX-VNNI or AMX (on ARM: DotProd or I8MM) reads faster"
    return Finding("speed", "processor", "note", f"{wide}, nothing made for a model of eight bits", advice, figures)


def free_memory() -> int | None:
    """Bytes of memory that are free, or that a container may use if that is less; None where nothing tells."""
    free = _available()
    for path in LIMIT_FILES:
        try:
            limit = int(path.read_text(encoding="ascii"))
        except (OSError, ValueError):  # no such file, or "max"
            continue
        free = limit if free is None else min(free, limit)
    return free


def _available() -> int | None:
    try:
        found = re.search(r"^MemAvailable:\s*(\d+) kB", MEMORY_FILE.read_text(encoding="ascii"), re.MULTILINE)
        if found:
            return int(found[1]) * 1024
    except (OSError, ValueError):
        pass
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None


def _memory(memory: int | None, limits: DiagnosisSettings) -> Finding:
    if memory is None:
        return Finding("speed", "memory", "ok", "this system doesn't tell how much is free")
    figures: dict[str, str | int | float | None] = {"free_bytes": memory}
    if memory < limits.little_memory:
        advice = "large records are slow, and --jobs of little use; close other programs"
        return Finding("speed", "memory", "note", f"{memory / 1e9:.1f} GB free, little", advice, figures)
    return Finding("speed", "memory", "ok", f"{memory / 1e9:.1f} GB free", None, figures)
