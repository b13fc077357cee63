"""``countermove explain``."""


def test_an_event_is_explained(command, article):
    run = command("explain", article, "e1", "--published", "2024-11-01")
    assert run.status == 0
    lines = run.out.decode()
    assert lines.startswith("e1  ")
    for word in ("trigger", "because", "factuality", "scores"):
        assert word in lines


def test_an_unknown_event_or_file_is_one_line(command, article, tmp_path):
    run = command("explain", article, "e99")
    assert (run.status, run.out) == (1, b"")
    assert "no event 'e99'; it has e1 to e" in run.err
    missing = command("explain", tmp_path / "no.txt", "e1")
    assert (missing.status, missing.err) == (1, f"countermove: {tmp_path / 'no.txt'}: no such file\n")
