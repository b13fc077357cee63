"""What the machine has, and what would make reading faster."""

import pytest

from countermove.cli.diagnosis import machine
from countermove.cli.diagnosis.machine import cpu_features, find_machine
from countermove.cli.diagnosis.settings import DiagnosisSettings


@pytest.fixture
def told(tmp_path, monkeypatch):
    """A machine as Linux would tell of it."""

    def tell(flags="fpu avx2", available=8_000_000, cores=8, limit="max", quota="max 100000"):
        texts = {
            "CPU_FILE": f"processor : 0\nflags\t\t: {flags}\n" if flags is not None else "nothing\n",
            "MEMORY_FILE": f"MemTotal: 1 kB\nMemAvailable: {available} kB\n",
            "CORES_FILE": quota,
        }
        for name, text in texts.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
            monkeypatch.setattr(machine, name, tmp_path / name)
        (tmp_path / "limit").write_text(limit, encoding="utf-8")
        monkeypatch.setattr(machine, "LIMIT_FILES", (tmp_path / "limit", tmp_path / "none"))
        monkeypatch.setattr(machine.os, "sched_getaffinity", lambda process: range(cores), raising=False)
        return {one.name: one for one in find_machine(DiagnosisSettings())}

    return tell


def test_jobs_are_advised_as_cores_and_memory_allow(told):
    assert "--jobs 8" in told()["cores"].advice
    assert "--jobs 2 (for more jobs there is too little memory)" in told(available=1_000_000)["cores"].advice
    assert told(cores=1)["cores"].state == "note"


def test_a_container_has_what_it_may_use(told):
    assert told(quota="150000 100000")["cores"].figures["cores"] == 2
    assert told(quota="1000 100000")["cores"].figures["cores"] == 1
    assert told(limit="1000000000")["memory"].figures["free_bytes"] == 1_000_000_000
    assert told(limit="900000000000")["memory"].figures["free_bytes"] == 8_000_000 * 1024


def test_instructions_for_the_model(told):
    line = told(flags="avx2 avx512bw avx512_vnni amx_int8")["processor"]
    assert line.state == "ok" and line.detail.startswith("AMX, AVX-512 VNNI:")
    line = told(flags="avx2 avx512bw")["processor"]
    assert line.state == "note" and line.detail.startswith("AVX-512,") and "VNNI" in line.advice
    assert "neither AVX2 nor NEON" in told(flags="sse2")["processor"].detail
    assert told(flags=None)["processor"].state == "ok"


def test_little_memory_is_told(told):
    assert told(available=1_000_000)["memory"].state == "note"
    assert told(available=4_000_000)["memory"].state == "ok"


def test_a_system_that_tells_nothing(monkeypatch, tmp_path):
    for name in ("CPU_FILE", "MEMORY_FILE", "CORES_FILE"):
        monkeypatch.setattr(machine, name, tmp_path / "none")
    monkeypatch.setattr(machine, "LIMIT_FILES", ())
    monkeypatch.setattr(machine.os, "sysconf", lambda name: int("x"))
    assert cpu_features() is None
    assert [one.state for one in find_machine() if one.name != "cores"] == ["ok", "ok"]
