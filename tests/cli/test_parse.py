"""``countermove parse``."""

from countermove.reader.conllu import parse_conllu


def test_trees_come_out_as_conllu_that_can_be_read_again(command, article, tmp_path):
    run = command("parse", article, tmp_path / "no.txt", article)
    assert run.status == 1
    assert run.err == f"countermove: {tmp_path / 'no.txt'}: no such file\n"
    first, second = parse_conllu(run.out.decode())
    assert [word.text for word in first.words[:3]] == ["Kenya", "condemned", "the"]
    assert [word.text for word in first.words] == [word.text for word in second.words]
