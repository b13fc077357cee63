"""All actors and places that an article mentions, each with all its mentions.

Names come from the reader; descriptions, nationalities and offices from the actor registry; who is who from
``name_linking`` and ``coreference``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from countermove.coding.coreference import Coreference
from countermove.coding.draft import EntityDraft, EntityTable, MentionDraft
from countermove.coding.mentions import Candidate, Referent, mention
from countermove.coding.name_linking import link_names
from countermove.coding.name_mentions import find_names
from countermove.coding.nationality import Nationality, fronted, main_country
from countermove.coding.nominals import find_nominals
from countermove.coding.noun_phrases import case_of, core_start
from countermove.coding.pronouns import find_pronouns
from countermove.coding.quotes import find_quotes
from countermove.coding.salience import Trail
from countermove.ontology.actor_types import OFFICIAL_SECTORS
from countermove.ontology.actors import ActorRegistry
from countermove.ontology.reference import ReferenceCues, shipped_reference
from countermove.reader.parse import Parse, Word

_NATIONAL = OFFICIAL_SECTORS | {"OPP", "PRM", "PTY", "REB"}
"""Sectors of organisations that nearly always are of the country where the news is."""


def find_entities(
    parse: Parse,
    skip: Sequence[bool],
    published: str | None,
    registry: ActorRegistry,
    title: str | None = None,
    cues: ReferenceCues | None = None,
    country_of_place: Callable[[str], str | None] = lambda name: None,
) -> EntityTable:
    """Find the entities of an article.

    Args:
        parse: the article, read.
        skip: for each sentence, whether it is boilerplate and left out.
        published: ISO date or date-time that decides who held which office.
        registry: who is known.
        title: the article's title, a hint at the country that it is about.
        cues: words that help to tell who is meant; the package's own by default.
        country_of_place: the country of a town or division of this name, None where it isn't clear.

    Returns:
        Entities in the order of their first mention; every head word of a mention leads to its entity.
    """
    cues = cues or shipped_reference()
    date = published[:10] if published else None
    names = find_names(parse, skip, registry, cues, date)
    nationality = Nationality({name.head.n: name for name in names}, registry, cues, country_of_place)
    _read_around(names, nationality, registry)
    _read_peoples(names, registry)
    referents = link_names(names, registry, cues, date)
    main = main_country(parse, names, title, registry, country_of_place)
    named = frozenset(n for name in names for n in range(name.first, name.last + 1))
    nominals = find_nominals(parse, skip, named, nationality, registry, cues)
    mentions = sorted([*names, *nominals, *find_pronouns(parse, skip)], key=_place)
    trail = Trail(find_quotes(parse.text), [name for name in names if name.form == "name"])
    coreference = Coreference(referents, registry, cues, trail, main, country_of_place)
    coreference.run(mentions)
    _count_heads(parse, skip, mentions, cues)
    _settle(referents, main, fronted(names))
    table = _table(referents)
    table.main_country, table.many = main, cues.bloc
    return table


def _read_around(names: Sequence[Candidate], nationality: Nationality, registry: ActorRegistry) -> None:
    """Learn the country of unknown people and bodies from the words around the name ("King Hassan of Morocco").

    A former office says last whose somebody is: "the union's envoy, the former Ghanaian judge Kofi Adomako".
    """
    for name in names:
        if any(registry.is_former(word.lower) for title in name.head.children for word in title.children):
            continue
        if name.country is None and not name.country_known and name.kind in ("person", "organization"):
            country, _, _ = nationality.evidence(name.head)
            if country is not None:
                name.country, name.country_known = country, True


def _read_peoples(names: Sequence[Candidate], registry: ActorRegistry) -> None:
    """Bosnian Serbs are of Bosnia, though Serbs are of Serbia: the people's name is both words."""
    for name in names:
        head = name.head
        before = head.sentence.words[head.i - 1] if head.i else None
        if name.kind == "group" and before is not None and before.head is head and before.text[:1].isupper():
            country = registry.country_of_adjective(f"{before.text} {head.text}")
            if country is not None:
                name.country, name.country_known = country, True


def _place(candidate: Candidate) -> tuple[int, int]:
    return (candidate.head.n, candidate.first)


def _count_heads(parse: Parse, skip: Sequence[bool], mentions: Sequence[Candidate], cues: ReferenceCues) -> None:
    """Let "thousands" in "thousands of troops" head a mention of the troops too: it is the subject in the tree."""
    by_head = {candidate.head.n: candidate for candidate in mentions if candidate.referent is not None}
    for candidate in list(by_head.values()):
        counted, counter = candidate.head, candidate.head.head
        if counter is None or counted.deprel != "nmod" or counter.n in by_head or case_of(counted) != "of":
            continue
        if counter.upos != "NUM" and counter.lemma.lower() not in cues.quantity:
            continue
        _mention_whole(parse, counter, candidate)


def _mention_whole(parse: Parse, counter: Word, candidate: Candidate) -> None:
    if candidate.referent is None or candidate.form not in ("name", "nominal"):
        return
    whole = mention(counter, core_start(counter), parse.words[candidate.last], parse.text, "nominal", candidate.kind)
    candidate.referent.take(whole)


def _settle(referents: Sequence[Referent], main: str | None, fronted_places: Mapping[int, str]) -> None:
    """Give people, parties and organs of state of unknown country the article's own.

    Officials who first appear in a sentence that begins with a place are of its country: "In Nairobi, Minister Odhiambo
    called it a gift."
    """
    for referent in referents:
        if referent.country is not None or referent.country_known:
            continue
        public = referent.kind in ("organization", "group") and not _NATIONAL.isdisjoint(referent.sectors)
        emigrants = any(candidate.lemma == "ethnic" for candidate in referent.mentions)
        official = referent.kind == "person" and not OFFICIAL_SECTORS.isdisjoint(referent.sectors)
        if referent.kind == "person" or public or emigrants:
            first = referent.mentions[0].head.sentence.number if referent.mentions else -1
            referent.country = fronted_places.get(first, main) if official else main


def _table(referents: Sequence[Referent]) -> EntityTable:
    table = EntityTable()
    known = [referent for referent in referents if referent.mentions]
    for referent in known:
        referent.mentions.sort(key=lambda candidate: (candidate.start, candidate.end))
    known.sort(key=lambda referent: (referent.mentions[0].start, referent.mentions[0].end))
    for number, referent in enumerate(known):
        draft = EntityDraft(number, referent.name, referent.kind, referent.country, referent.sectors, referent.ref, [])
        for candidate in referent.mentions:
            if table.by_head.setdefault(candidate.head.n, number) != number:
                continue
            draft.mentions.append(
                MentionDraft(
                    candidate.first, candidate.last, candidate.head.n, candidate.start, candidate.end, candidate.form
                )
            )
        table.entities.append(draft)
    return table
