"""Links descriptions and pronouns to whom they mean, going through the article once from start to end."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from countermove.coding.mentions import Candidate, Referent
from countermove.coding.nationality import scenes
from countermove.coding.noun_phrases import is_definite, is_indefinite, possessor
from countermove.coding.pronouns import PronounResolver
from countermove.coding.salience import Trail
from countermove.coding.subjects import agent_of
from countermove.ontology.actors import ActorRegistry
from countermove.ontology.reference import ReferenceCues
from countermove.reader.parse import Word

_SUBJECTS = ("nsubj", "nsubj:outer")
_LEAST_UNTITLED = 9.0
"""Only the subject of this sentence or the last one is likely enough to be whom a new title means."""
_LOCAL = frozenset({"COP", "JUD"})
"""Sectors of whoever serves where things happen."""

_NEAR = 3
"""For how many sentences a text is where it last said it was."""

_GENERAL = frozenset({"state", "organization", "group", "bloc"})


class Coreference:
    """Resolves the mentions of one article. ``main`` is the state that the article is mainly about."""

    def __init__(
        self,
        referents: list[Referent],
        registry: ActorRegistry,
        cues: ReferenceCues,
        trail: Trail,
        main: str | None,
        country_of_place: Callable[[str], str | None] = lambda name: None,
    ) -> None:
        self.referents = referents
        self._registry = registry
        self._cues = cues
        self._trail = trail
        self._main = main
        self._states = {
            referent.country: referent
            for referent in referents
            if referent.kind == "state" and referent.ref == referent.country and referent.country is not None
        }
        self._described: dict[tuple[str, str | None, tuple[str, ...]], Referent] = {}
        self._pronouns = PronounResolver(trail, cues)
        self._by_head: dict[int, Referent] = {}
        self._by_first: dict[int, Referent] = {}
        self._country_of_place = country_of_place
        self._scenes: dict[int, str] = {}
        self._local: dict[int, str] = {}

    def run(self, mentions: Sequence[Candidate]) -> None:
        """Link all mentions; they must be in text order of their heads. Names are linked already."""
        self._scenes, self._local = scenes(mentions), scenes(mentions, self._country_of_place)
        for mention in mentions:
            if mention.form == "name":
                self._by_head[mention.head.n] = self._by_first[mention.first] = _referent(mention)
        for mention in mentions:
            if mention.form == "pronoun":
                referent = self._pronouns.resolve(mention.head, self._by_head)
                if referent is not None:
                    referent.take(mention)
            elif mention.referent is None:
                self._link(mention)
            if mention.referent is not None:
                self._by_head[mention.head.n] = mention.referent
                self._trail.pass_by(mention)

    def _link(self, mention: Candidate) -> None:
        """Find or make the referent of a description."""
        bearer = self._named_by(mention)
        if bearer is not None:
            self._from_possessor(mention)
            self._join_name(mention, bearer)
            return
        self._from_possessor(mention)
        if mention.lemma in self._cues.country and not mention.plural:
            state = self._state_before(mention)
            if state is not None:
                state.take(mention)
            return
        if mention.kind == "state" and mention.word is not None:
            self._government(mention)
        elif mention.plural or mention.kind in _GENERAL:
            self._several(mention)
        else:
            self._one(mention)

    # A description together with a name

    def _named_by(self, mention: Candidate) -> Referent | None:
        """The named one whom the description stands beside: title, apposition or predicate."""
        head = mention.head
        above = head.head
        if mention.word is not None and mention.word.is_title and not mention.plural:
            after = self._by_first.get(mention.phrase_end + 1)
            if after is not None and after.kind == "person":
                return after
        if above is not None and head.deprel in ("nmod:desc", "compound", "flat", "appos"):
            referent = self._by_head.get(above.n)
            if referent is not None and (_compatible(mention, referent) or _is_mistaken(mention, referent)):
                return referent
        for child in head.children:
            if child.deprel in ("appos", "flat") or (child.deprel in _SUBJECTS and _is_predicate(head)):
                referent = self._by_head.get(child.n)
                if referent is not None and (_compatible(mention, referent) or _is_mistaken(mention, referent)):
                    return referent
        return None

    def _join_name(self, mention: Candidate, referent: Referent) -> None:
        if mention.head.deprel in ("nmod:desc", "compound"):
            mention.form = "title"
        if mention.country is None and mention.head.deprel == "nmod:desc":
            self._country_beside(mention)
        if referent.ref is None and mention.sectors and "CVL" in referent.sectors:
            referent.sectors = mention.sectors
        if referent.kind != mention.kind == "person" and mention.word is not None and mention.word.is_title:
            referent.kind = "person"
        referent.take(mention)

    def _country_beside(self, mention: Candidate) -> None:
        """A nationality that the tree hangs on the name and not on the title before it."""
        name = mention.head.head
        for child in name.children if name is not None else ():
            if child.deprel == "amod" and child.i < mention.head.i:
                country = self._registry.country_of_adjective(child.text)
                if country is not None:
                    mention.country, mention.country_known = country, True

    # Descriptions alone

    def _from_possessor(self, mention: Candidate) -> None:
        """ "Its army" and "his spokesman" are of the country of whom the pronoun means."""
        if mention.country_known:
            return
        owner = possessor(mention.head) or self._sender(mention.head)
        if owner is None:
            return
        referent = self._by_head.get(owner.n)
        if referent is not None and referent.country is not None:
            mention.country, mention.country_known = referent.country, True
            if mention.word is not None and mention.word.inherits and referent.kind != "state" and referent.sectors:
                mention.sectors = referent.sectors

    def _sender(self, sent: Word) -> Word | None:
        """Who sends, deploys or recalls what the words describe."""
        verb = sent.head
        if sent.deprel != "obj" or verb is None or verb.lemma.lower() not in self._cues.sending:
            return None
        return agent_of(verb)

    def _default(self, mention: Candidate) -> str | None:
        """Where the sentence says things happen, if it names one country so, else what the article is about.

        Police and courts are of the country of the town that the text is at.
        """
        here = mention.head.sentence.number
        if not _LOCAL.isdisjoint(mention.sectors):
            near = [number for number in self._local if here - _NEAR <= number <= here]
            if near:
                return self._local[max(near)]
        return self._scenes.get(here, self._main)

    def _state_before(self, mention: Candidate) -> Referent | None:
        if mention.country is not None:
            return self._state(mention.country)
        if not is_definite(mention.head):
            return None
        return self._trail.best(mention.head, lambda referent: referent.kind == "state", 0.0) or (
            self._state(self._main) if self._main is not None else None
        )

    def _state(self, country: str) -> Referent | None:
        referent = self._states.get(country)
        if referent is None:
            known = self._registry.state(country)
            if known is None:
                return None
            referent = Referent(known.name, "state", country, ("GOV",), country, country_known=True)
            self.referents.append(referent)
            self._states[country] = referent
        return referent

    def _government(self, mention: Candidate) -> None:
        """The government of a state is the state, unless the words say more than that ("military junta")."""
        if mention.country is None and not mention.country_known:
            if mention.plural and mention.lemma == "government":
                mention.kind, mention.sectors, mention.country_known = "bloc", (), True
            else:
                mention.country = self._default(mention)
        if mention.country is not None and mention.sectors == ("GOV",):
            state = self._state(mention.country)
            if state is not None:
                state.take(mention)
                return
        self._several(mention)

    def _several(self, mention: Candidate) -> None:
        """Groups and collectives: the same words of the same country are the same actor."""
        if not mention.country_known and not mention.belongs:
            before = None if is_indefinite(mention.head) and mention.plural else self._same_before(mention)
            if before is not None:
                before.take(mention)
                return
        if mention.country is None and not mention.country_known and mention.kind != "bloc":
            anywhere = mention.sectors[:1] != () and mention.sectors[0].lower() in self._cues.stateless
            mention.country = None if anywhere else self._default(mention)
        key = (mention.lemma, mention.country, mention.sectors)
        referent = self._described.get(key)
        if referent is None:
            referent = self._described[key] = self._open(mention)
        referent.take(mention)

    def _same_before(self, mention: Candidate) -> Referent | None:
        """Whoever was described by this noun last, if what is known of the sectors agrees."""
        lemma, sectors, kinds = mention.lemma, set(mention.sectors), _kinds(mention.head)

        def fits(referent: Referent) -> bool:
            if lemma not in referent.roles or referent.plural != mention.plural:
                return False
            if not kinds <= {word for other in referent.mentions for word in _kinds(other.head)}:
                return False
            return not sectors or not referent.sectors or bool(sectors & set(referent.sectors))

        return self._trail.latest(fits)

    def _one(self, mention: Candidate) -> None:
        """A single person: somebody mentioned before where the words are definite, else somebody new."""
        referent = None if is_indefinite(mention.head) else self._person_before(mention)
        if referent is None:
            if not mention.country_known:
                mention.country = self._default(mention)
            referent = self._open(mention)
        referent.take(mention)

    def _person_before(self, mention: Candidate) -> Referent | None:
        word = mention.word
        roles = {mention.lemma, word.phrase} if word is not None else {mention.lemma}

        def same_country(referent: Referent) -> bool:
            return not mention.country_known or referent.country == mention.country

        def has_role(referent: Referent) -> bool:
            if referent.kind != "person" or referent.plural or not same_country(referent):
                return False
            if not roles.isdisjoint(referent.roles):
                return True
            return word is not None and word.is_title and _fits_office(word.phrase, referent.office)

        referent = self._trail.best(mention.head, has_role, 0.0) or self._trail.latest(has_role)
        if referent is not None or word is None:
            return referent
        if not is_definite(mention.head):
            return None
        if word.is_title and mention.sectors:
            return self._trail.best(mention.head, lambda other: _untitled(mention, other), _LEAST_UNTITLED)
        if mention.lemma in self._cues.anyone:
            gender = mention.gender
            return self._trail.best(
                mention.head,
                lambda other: other.kind == "person" and not other.plural and gender in (None, other.gender),
                0.0,
            )
        return None

    def _open(self, mention: Candidate) -> Referent:
        referent = Referent(
            mention.text, mention.kind, mention.country, mention.sectors, None, mention.gender, mention.plural,
            country_known=mention.country_known,
        )  # fmt: skip
        self.referents.append(referent)
        return referent


def _referent(mention: Candidate) -> Referent:
    if mention.referent is None:
        raise ValueError(f"the name {mention.text!r} has not been linked")
    return mention.referent


def _compatible(mention: Candidate, referent: Referent) -> bool:
    """Whether a description can be of a named one: people with people, bodies with bodies."""
    if mention.plural:
        return referent.kind in ("organization", "group", "bloc") and mention.kind != "group"
    if mention.kind == "person" or mention.kind == "unknown":
        return referent.kind == "person"
    return referent.kind in ("organization", "group", "bloc") or (referent.kind == "state" and mention.kind == "state")


def _is_mistaken(mention: Candidate, referent: Referent) -> bool:
    """Whether a name that was taken for a body's or place's holds an office: "Brenn, the prime minister"."""
    unknown = referent.ref is None and not referent.sectors and not referent.country_known
    titled = mention.word is not None and mention.word.is_title and not mention.plural
    return titled and unknown and referent.kind in ("organization", "place", "unknown")


def _untitled(mention: Candidate, referent: Referent) -> bool:
    """Whether a title may be that of somebody named whose title isn't known."""
    return (
        referent.kind == "person"
        and not referent.plural
        and not referent.roles
        and referent.office is None
        and referent.mentions[0].form == "name"
        and (not mention.country_known or referent.country in (None, mention.country))
    )


def _kinds(noun: Word) -> set[str]:
    """The words before a noun that say which kind of it is meant: "government" forces, "pro-regime" militias."""
    return {
        child.lower for child in noun.children if child.i < noun.i and (child.deprel == "compound" or "-" in child.text)
    }


def _fits_office(phrase: str, office: str | None) -> bool:
    return office is not None and (phrase == office or office.endswith(" " + phrase) or office.startswith(phrase + " "))


def _is_predicate(head: Word) -> bool:
    return any(child.deprel == "cop" for child in head.children)
