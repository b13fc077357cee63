"""A small record: Kenya sends frigates, Tanzania condemns it and later expels, others help, comment or look away."""

from countermove.record.record import RecordFile
from tests.record.building import Draft, store

ACCUSE = {"event_type": "ACCUSE", "mode": "disapprove", "score": -2.0, "quad": "verbal_conflict"}
EXPEL = {"event_type": "SANCTION", "mode": "expel", "score": -6.0, "quad": "material_conflict"}
THREATEN = {"event_type": "THREATEN", "mode": "expel", "score": -5.0, "quad": "verbal_conflict"}
MOBILIZE = {"event_type": "MOBILIZE", "mode": "weapons", "score": -7.0, "quad": "material_conflict"}
AID = {"event_type": "AID", "score": 10.0, "quad": "material_cooperation"}
CONSULT = {"event_type": "CONSULT", "score": 2.5, "quad": "verbal_cooperation"}

FIRST = (
    "Kenya sent two frigates to the mouth of the Ruvu on Monday, off the coast of Tanzania. Tanzania condemned the "
    "deployment within hours. Uganda said it was studying reports of the frigates. A fisherman said the frigates were "
    "huge. Kenya said the frigates were on a routine patrol."
)
SECOND = (
    "Tanzania threatened to expel Kenyan diplomats unless the frigates sent to the Ruvu left. Mozambique sent Tanzania "
    "coastal radars because of the frigates."
)
THIRD = (
    "Tanzania expelled three Kenyan diplomats on Sunday, six days after the frigates came to the Ruvu. \n\nRwanda "
    "and Burundi held talks on coffee prices."
)


def tell_frigates(record: RecordFile) -> None:
    """Store the three articles."""
    store(record, first_day(), second_day(), third_day())


def first_day() -> Draft:
    draft = Draft(FIRST, "first", published="2024-11-04", publisher="Ruvu Post", title="Frigates off the Ruvu")
    kenya, tanzania, uganda = draft.state("Kenya", "KEN"), draft.state("Tanzania", "TZA"), draft.state("Uganda", "UGA")
    fisherman = draft.entity("A fisherman", form="nominal", kind="person", name="fisherman", sectors=("CVL",))
    move = draft.event("sent", [kenya], [tanzania], day="2024-11-04", **MOBILIZE)
    draft.event("condemned", [tanzania], [kenya], day="2024-11-04", responds_to=move, **ACCUSE)
    draft.says(uganda, "said", "it was studying reports of the frigates")
    draft.says(fisherman, "fisherman said", "the frigates were huge")
    draft.says(kenya, "Kenya said", "the frigates were on a routine patrol")
    return draft


def second_day() -> Draft:
    draft = Draft(SECOND, "second", published="2024-11-06", publisher="Lake Herald", title="Frigates stay off the Ruvu")
    tanzania, kenya = draft.state("Tanzania", "TZA"), draft.entity("Kenyan diplomats", country="KEN", sectors=("GOV",))
    mozambique = draft.state("Mozambique", "MOZ")
    draft.event("threatened", [tanzania], [kenya], day="2024-11-06", **THREATEN)
    draft.event("sent Tanzania", [mozambique], [tanzania], day="2024-11-06", **AID)
    return draft


def third_day() -> Draft:
    draft = Draft(THIRD, "third", published="2024-11-10", publisher="Ruvu Post", title="Envoys out over frigates")
    tanzania = draft.state("Tanzania", "TZA")
    kenya = draft.entity("three Kenyan diplomats", form="nominal", country="KEN", sectors=("GOV",), kind="group")
    rwanda, burundi = draft.state("Rwanda", "RWA"), draft.state("Burundi", "BDI")
    draft.event("expelled", [tanzania], [kenya], day="2024-11-10", **EXPEL)
    draft.event("held talks", [rwanda, burundi], day="2024-11-10", **CONSULT)
    return draft
