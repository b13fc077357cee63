"""Frames of one's own: mistakes with file and line, examples that are read, and that they are used."""

GOOD = """\
event_type: ACCUSE
frames:
- {id: harrumph.01, verb: harrumph, mode: disapprove, recipient: at, example: Kenya harrumphed at Uganda.}
"""


def test_good_frames_and_their_examples_pass(command, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(GOOD, "utf-8")
    result = command("check-frames", str(path))
    assert (result.status, result.out) == (0, b"1 frames, 1 of 1 examples are coded as they say\n")


def test_an_example_that_is_not_coded_is_named(command, tmp_path):
    (tmp_path / "own.yaml").write_text(GOOD.replace("Kenya harrumphed at", "Kenya waved at"), "utf-8")
    result = command("check-frames", str(tmp_path))
    assert result.status == 1
    assert "harrumph.01 (line 3): “Kenya waved at Uganda.” gives" in result.err


def test_a_mistake_is_told_with_file_and_line(command, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(GOOD.replace("mode: disapprove", "mode: visit"), "utf-8")
    result = command("check-frames", str(path))
    assert result.status == 1
    assert f"{path}:3: frame 'harrumph.01': ACCUSE has no mode 'visit'" in result.err
    assert "Traceback" not in result.err


def test_own_frames_are_used_when_reading(command, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(GOOD, "utf-8")
    (tmp_path / "a.txt").write_text("Kenya harrumphed at Uganda on Monday over the border.", "utf-8")
    result = command("read", str(tmp_path / "a.txt"), "--frames", str(path), "--format", "json")
    assert b'"because": "frame:harrumph.01"' in result.out
