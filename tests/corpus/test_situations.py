from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.situations import SITUATIONS, load_situation, load_situations, main, read_situation
from countermove.ontology.errors import LexiconError

FILLER = " ".join(["The ferries ran to the summer timetable and the market stayed open until dusk."] * 6)
HEAD = """situation: Patrol boats off Orran
world: invented
moves:
- {id: m1, actor: [Veldia], recipient: [Orran], type: MOBILIZE, mode: weapons, day: 2031-03-02}
- {id: m2, actor: [Orran], recipient: [Veldia], type: SANCTION, mode: expel, day: 2031-03-04}
expected: [Orran, Sarda, Tessaly, Mirna]
"""
ARTICLES = [
    ("Boats [[off|m1]] Orran", "Veldia [[sent|m1]] boats on Sunday. Orran [[expelled|m2 a1]] an envoy on Tuesday."),
    ("Orran acts", "The [[expulsion|m2 a1]] was [[denounced|a2]] in Veld the next day. Sarda [[has kept silent|s1]]."),
    ("Harbour", "Tessaly opened a harbour."),
    ("Sarda speaks", "Sarda on Friday [[called the boats|a3]] no threat to anyone."),
    ("Prices", "Prices of cod rose."),
]
TAIL = """answers:
- {id: a1, actor: [Orran], form: material_conflict, type: SANCTION, mode: expel,
   day: 2031-03-04, to: [m1], link: implicit, direction: against}
- {id: a2, actor: [Veldia], form: verbal_conflict, type: ACCUSE, mode: disapprove,
   day: 2031-03-05, to: [m2], link: explicit, direction: against}
- {id: a3, actor: [Sarda], form: reply, day: 2031-03-07, to: [m1], link: explicit, direction: for}
silence:
- {id: s1, actor: Sarda, kind: reported, to: m1, scope: words, since: 2031-03-05, until: 2031-03-07, ended_by: a3}
- {actor: Tessaly, kind: observed, to: m1, scope: any}
- {actor: Mirna, kind: not_observed, to: m1, scope: any}
"""


def article(title: str, text: str) -> str:
    head = f"- publisher: Orran Post\n  origin: own\n  published: 2031-03-08\n  title: {title}\n  text: |\n"
    return f"{head}    {text}\n    {FILLER}\n"


WHOLE = f"{HEAD}articles:\n{''.join(article(*one) for one in ARTICLES)}{TAIL}"


def written(folder: Path, text: str) -> Path:
    path = folder / "x-boats.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_marks_become_spans_of_title_and_text_without_marks(tmp_path: Path) -> None:
    situation = load_situation(written(tmp_path, WHOLE))
    first = situation.articles[0]
    parts = {"title": first.title, "text": first.text}
    assert [(parts[mark.part][slice(*mark.span)], mark.ids) for mark in first.marks] == [
        ("off", ("m1",)),
        ("sent", ("m1",)),
        ("expelled", ("m2", "a1")),
    ]
    assert not any("[[" in one.title + one.text or "|" in one.text for one in situation.articles)


def test_entries_are_read(tmp_path: Path) -> None:
    situation = load_situation(written(tmp_path, WHOLE))
    move, answer, silence = situation.moves[0], situation.answers[2], situation.silences[0]
    assert (move.actors, move.event_type, move.mode, move.authorship) == (("Veldia",), "MOBILIZE", "weapons", "CT+")
    assert (answer.form, answer.event_type, answer.to, answer.direction) == ("reply", None, ("m1",), "for")
    assert (silence.until, silence.ended_by, situation.silences[1].id) == (date(2031, 3, 7), "a3", None)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("mode: weapons", "mode: expel", "MOBILIZE has no mode"),
        ("type: MOBILIZE", "type: MOBILISE", "not a PLOVER event type"),
        ("day: 2031-03-02", "day: 2031-02-30", "is no day"),
        ("form: material_conflict", "form: verbal_conflict", "SANCTION is material_conflict"),
        ("form: reply", "form: reply, type: ACCUSE", "neither type nor mode"),
        ("form: verbal_conflict, type: ACCUSE, mode: disapprove", "form: verbal_conflict", "gives no type"),
        ("link: implicit", "link: guessed", "none of explicit, implicit"),
        ("day: 2031-03-07, to: [m1]", "day: 2031-03-07, to: [m7]", "to m7, which is no move"),
        ("direction: for}", "direction: for, carries_out: a9}", "carries out a9"),
        ("direction: for}", "direction: for, carries_out: a1}", "later or somebody else's"),
        ("direction: for}", "direction: for, overlaps: [Utopia]}", "overlaps Utopia"),
        ("[[denounced|a2]]", "denounced", "a2 is marked nowhere"),
        ("[[denounced|a2]]", "[[denounced|a8]]", "a8 is marked but has no entry"),
        ("[[denounced|a2]]", "[[denounced|a2", "brackets"),
        ("[[denounced|a2]]", "[[denounced|A2]]", "should be words|id"),
        ("[[expulsion|m2 a1]]", "[[expulsion|m2]]", "one act: mark both"),
        ("Tessaly opened", "Mirna opened", "names Mirna"),
        ("- {actor: Tessaly, kind: observed, to: m1, scope: any}\n", "", "Tessaly is expected"),
        ("actor: Tessaly, kind: observed", "actor: Orran, kind: observed", "Orran answers m1 and is said to be silent"),
        ("until: 2031-03-07, ended_by: a3", "until: 2031-03-06, ended_by: a3", "a3 was on 2031-03-07"),
        (", until: 2031-03-07, ended_by: a3", "", "words, without end, though a3"),
        ("scope: any}\n- {actor: Mirna", "scope: shrugs}\n- {actor: Mirna", "scope 'shrugs'"),
        ("id: s1, actor: Sarda", "actor: Sarda", "needs an id"),
        (article(*ARTICLES[4]), "", "4 articles"),
        (f"Prices of cod rose.\n    {FILLER}", "Prices of cod rose.", "words; should be"),
        ("  origin: own\n", "", "gives no origin"),
        ("world: invented", "world: dreamt", "none of real, invented"),
        ("situation: Patrol boats off Orran\n", "", "must give"),
    ],
)
def test_a_mistake_is_reported(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    assert right in WHOLE
    path = written(tmp_path, WHOLE.replace(right, wrong))
    mistakes = [str(mistake) for mistake in read_situation(path)[1]]
    assert any(said in mistake for mistake in mistakes), mistakes
    assert all(mistake.startswith(f"{path}:") for mistake in mistakes)
    with pytest.raises(LexiconError):
        load_situation(path)


def test_a_mistake_is_reported_where_it_stands(tmp_path: Path) -> None:
    text = WHOLE.replace("[[denounced|a2]]", "[[denounced|a8]]")
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "|a8]]" in line)
    path = written(tmp_path, text)
    assert any(str(mistake).startswith(f"{path}:{line}: a8") for mistake in read_situation(path)[1])


def test_all_mistakes_are_reported_and_the_status_tells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(
        tmp_path, WHOLE.replace("link: implicit", "link: guessed").replace("world: invented", "world: dreamt")
    )
    monkeypatch.setattr("sys.argv", ["situations", "--check", str(path)])
    assert main() == 1
    assert len(capsys.readouterr().err.splitlines()) == 2
    written(tmp_path, WHOLE)
    assert main() == 0


def test_what_a_silence_may_leave_open(tmp_path: Path) -> None:
    """A party that answered in words may be reported silent in deeds, without an end."""
    deeds = "scope: deeds, since: 2031-03-05}"
    path = written(tmp_path, WHOLE.replace("scope: words, since: 2031-03-05, until: 2031-03-07, ended_by: a3}", deeds))
    assert load_situation(path).silences[0].scope == "deeds"


def test_the_corpus_has_no_mistakes() -> None:
    situations = load_situations()
    assert len(situations) >= 25
    assert {situation.world for situation in situations} == {"real", "invented"}


def test_writers_are_told_apart_by_file_name() -> None:
    every = {path.stem for path in SITUATIONS.glob("*.yaml")}
    assert {one.id for one in load_situations({"a"})} == {name for name in every if name.startswith("a-")}
