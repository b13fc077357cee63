"""Parties, acts, answers and silences by hand."""

from datetime import date, timedelta

from countermove.response.answer import Act, Answer, Evidence, Party

DAY = date(2031, 3, 2)
RED, BLUE, GREEN = (
    Party(code, name, "state", code) for code, name in (("RED", "Red"), ("BLU", "Blue"), ("GRN", "Green"))
)
HALF_WORLD = Party("half", "two dozen states", "states", None)
WORDS = Evidence("a1", 0, 9, "condemned", "aimed at the mover")


def act(parties=(RED,), form="verbal_conflict", event_type="ACCUSE", days: int | None = 0, **changes) -> Act:
    values = {
        "act_id": f"e{form}{days}",
        "is_claim": event_type is None,
        "parties": tuple(parties),
        "recipients": (),
        "event_type": event_type,
        "mode": None,
        "form": form,
        "day": None if days is None else DAY + timedelta(days),
        "day_inferred": False,
        "announced": False,
        "score": -2.0,
        "factuality": "CT+",
        "authorship": "CT+",
        "origins": 1,
        "story_id": None,
        "words": "condemned",
        "evidence": WORDS,
    }
    return Act(**{**values, **changes})


def answer(party: Party, days: int | None = 0, probability: float = 0.9, **changes) -> Answer:
    done = act((party,), days=days, **changes)
    return Answer(
        move_id="move",
        party=party,
        act=done,
        link="implicit",
        probability=probability,
        evidence=(done.evidence,),
        delay_days=days,
        response=2,
        hostility=1,
        direction="against",
        strength=done.score,
        proportion=None,
    )
