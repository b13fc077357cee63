"""Which event explicitly answers which: what the text has to say for it."""

from __future__ import annotations

import pytest

from countermove.api import read


def answers(text: str) -> list[tuple[str, str]]:
    """Pairs of triggers: the answer, and what it answers."""
    reading = read(text, published="2031-03-05")
    events = {event.id: event for event in reading.events}

    def word(event_id: str) -> str:
        start, end = events[event_id].trigger
        return reading.text[start:end]

    return [(word(event.id), word(event.responds_to)) for event in reading.events if event.responds_to]


@pytest.mark.parametrize(
    ("text", "answer", "move"),
    [
        ("Norway condemned the attack on the embassy.", "condemned", "attack"),
        ("Turkey expelled two Greek diplomats in response to the raid on its consulate.", "expelled", "raid"),
        ("Iran rejected Iraq's request for talks.", "rejected", "request"),
        ("Poland closed the border over the arrest of three journalists in Belarus.", "closed", "arrest"),
        ("Russia accused Ukraine of shelling a village.", "accused", "shelling"),
        ("Chad expelled the French ambassador. France retaliated by suspending aid.", "suspending", "expelled"),
        ("Kenya deployed troops to the Somali border. Somalia denounced the move.", "denounced", "deployed"),
        (
            "Kenya sent ships to the strait. Somalia condemned the deployment. Chad welcomed the decision.",
            "welc",
            "sent",
        ),
    ],
)
def test_what_the_text_says_is_an_answer(text: str, answer: str, move: str) -> None:
    assert any(answer in first and move in second for first, second in answers(text))


@pytest.mark.parametrize(
    "text",
    [
        # One after the other is no link, nor is an answer that was not given, nor one's own act.
        "Chad expelled the French ambassador on Monday. On Tuesday Egypt sent food to Sudan.",
        "Chad expelled the French ambassador. France did not respond. Egypt sent food to Sudan.",
        "Kenya deployed troops to the Somali border. Kenya praised its own decision.",
        "Chad expelled the French ambassador. No retaliatory sanctions were imposed by France.",
    ],
)
def test_the_calendar_alone_links_nothing(text: str) -> None:
    assert answers(text) == []


def test_an_event_never_answers_itself_or_its_own_answer() -> None:
    text = (
        "Chad condemned the raid by France. France rejected the accusation. Chad denounced the decision. "
        "In response France recalled its ambassador, in retaliation for the expulsion of its envoy by Chad."
    )
    reading = read(text, published="2031-03-05")
    linked = {event.id: event.responds_to for event in reading.events if event.responds_to}
    assert linked
    for answer, move in linked.items():
        assert answer != move
        assert linked.get(move) != answer


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Britain says Russia was behind the poisoning, a charge that Russia denies.", "a charge"),
        ("Kenya blamed Somalia for the attack, an accusation denied by Somalia.", "an accusation"),
    ],
)
def test_a_denial_in_a_relative_clause_is_the_denier_s_own_statement(text: str, denied: str) -> None:
    reading = read(text, published="2031-03-05")
    denials = [claim for claim in reading.attributions if claim.cue_class == "deny"]
    assert [[text[start:end] for start, end in claim.content] for claim in denials] == [[denied]]
    assert all(claim.source is not None for claim in denials)


def test_what_is_judged_was_not_done_by_the_judge_and_the_judgement_is_aimed_at_who_did_it() -> None:
    reading = read(
        "Sweden sent ships to the strait on Monday. Norway condemned the deployment.", published="2031-03-05"
    )
    names = {entity.id: entity.name for entity in reading.entities}
    told = {
        (event.event_type, *map(names.get, event.actor), *map(names.get, event.recipient)) for event in reading.events
    }
    assert told == {("MOBILIZE", "Sweden"), ("ACCUSE", "Norway", "Sweden")}
