"""A small record that has one of everything: corroborated, disputed and open events, claims, numbers, silence."""

from countermove.record.record import RecordFile
from tests.record.building import Draft, own_words, raid, store, tell_raid

HOSTILE = '<script>alert(1)</script> | **bold** \x1b[2J\u202e "x" =1+1'


def small_war(record: RecordFile) -> None:
    """Two papers tell of a bombed harbour, Denmark denies that it sank a ferry, Iceland threatens, a toll rises."""
    store(record, *(tell_raid(raid(paper, title=f"Harbour bombed, edition {paper}")) for paper in (1, 2)))
    store(record, _ferry_told(), _ferry_denied(), _talks(), _threat(), *_numbers(), _hostile())


def _ferry_told() -> Draft:
    text = f"Denmark sank the ferry of Sweden on Thursday. {own_words(11)}"
    draft = Draft(text, "ferry", publisher="The Fjord", published="2024-11-01", title="Ferry sunk")
    denmark, sweden = draft.state("Denmark", "DNK"), draft.state("Sweden", "SWE")
    draft.event("sank", [denmark], [sweden], "2024-10-31")
    return draft


def _ferry_denied() -> Draft:
    text = f"Denmark denied that Denmark sank the ferry of Sweden on Thursday. {own_words(12)}"
    draft = Draft(text, "denial", publisher="The Skerry", published="2024-11-02", title="Ferry denied")
    denmark, sweden = draft.state("Denmark", "DNK"), draft.state("Sweden", "SWE")
    told = draft.says(denmark, "denied", "Denmark sank the ferry of Sweden", cue_class="deny")
    negated = {"factuality": "CT-", "auxiliary": ("negation",), "attributions": (told,)}
    draft.event("sank", [denmark], [sweden], "2024-10-31", **negated)
    return draft


def _talks() -> Draft:
    text = f"Iceland will attack Norway next week, a spokesman hinted. {own_words(13)}"
    draft = Draft(text, "talks", publisher="The Fjord", published="2024-11-02", title="Attack to come")
    iceland, norway = draft.state("Iceland", "ISL"), draft.state("Norway", "NOR")
    future = {"tense": "future", "auxiliary": ("future",), "factuality": "Uu"}
    draft.event("attack", [iceland], [norway], "2024-11-05", **future)
    return draft


def _threat() -> Draft:
    text = f"“We will answer every bomb with two,” said Iceland. Iceland threatened Norway. {own_words(14)}"
    draft = Draft(text, "threat", publisher="The Geyser", published="2024-11-02", title="Iceland threatens")
    iceland, norway = draft.state("Iceland", "ISL"), draft.state("Norway", "NOR")
    draft.says(iceland, "said", "We will answer every bomb with two", kind="direct")
    threat = {"event_type": "THREATEN", "mode": "violence", "score": -3.5, "quad": "verbal_conflict"}
    draft.event("threatened", [iceland], [norway], "2024-11-02", **threat)
    return draft


def _numbers() -> list[Draft]:
    drafts = []
    for paper, low, day in ((21, 9, "2024-10-31"), (22, 13, "2024-11-02")):
        text = f"The bombing killed {low} sailors in Brackmouth. Norway did not reply. {own_words(21, 80)}"
        draft = Draft(text, f"toll{paper}", publisher=f"Toll {paper}", published=day, title=f"Toll at {low}")
        norway = draft.state("Norway", "NOR")
        draft.number(f"{low} sailors", low, low, "sailors", casualty="killed")
        if paper == 22:
            draft.silence("did not reply", [norway])
        drafts.append(draft)
    return drafts


def _hostile() -> Draft:
    text = f"{HOSTILE} condemned Iceland. {own_words(31)}"
    draft = Draft(text, "hostile", publisher=HOSTILE, published="2024-11-02", title=HOSTILE, url="javascript:alert(1)")
    who = draft.entity(HOSTILE, kind="group")
    iceland = draft.state("Iceland", "ISL")
    accuse = {"event_type": "ACCUSE", "mode": "disapprove", "score": -2.0, "quad": "verbal_conflict"}
    draft.event("condemned", [who], [iceland], "2024-11-02", **accuse)
    return draft
