"""Our annotated articles: one YAML file each, every annotation a quotation that is found in the text.

The format is described in ``corpus/events/README.md``. Loading resolves every quotation to characters and refuses what
the codebook doesn't allow, naming file and line.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.quotations import Quotations, Span
from countermove.ontology.actor_types import NON_STATE_CODES, SECTORS
from countermove.ontology.errors import LexiconError
from countermove.ontology.plover import EVENT_TYPES, Plover, load_plover
from countermove.ontology.tables import read_table
from countermove.ontology.yaml_lines import LineDict, load_yaml
from countermove.schema import AttributionKind, Casualty, CueClass, EntityKind, Factuality, Tense

EVENTS = Path(__file__).resolve().parent / "events"
_DATA = Path(__file__).resolve().parent.parent / "src" / "countermove" / "data"
KINDS = ("news", "negative")
REGISTERS = ("wire", "broadsheet", "tabloid", "broadcast", "regional", "state media", "live blog", "brief", "analysis")
FEWEST_WORDS, MOST_WORDS = 60, 250
Split = Literal["train", "dev", "test"]


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """Somebody or something that acts or is acted on; ``forms`` are the words the text names it by."""

    id: str
    name: str
    kind: EntityKind
    country: str | None
    sectors: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """An entity in a role, with the mention that stands nearest to the trigger; None where it is understood."""

    entity: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event; ``mentions`` are the other triggers that tell it. ``doubt`` marks cases the codebook leaves open."""

    id: str
    trigger: Span
    mentions: tuple[Span, ...]
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    factuality: Factuality
    tense: Tense
    time: Span | None
    place: Span | None
    attributions: tuple[str, ...]
    responds_to: str | None
    doubt: bool


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Who says what; ``source`` is None where nobody is named."""

    id: str
    source: Party | None
    cue: Span | None
    cue_class: CueClass
    kind: AttributionKind
    content: tuple[Span, ...]
    parent: str | None
    venue: Span | None


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """A number with what it counts."""

    span: Span
    low: float
    high: float | None
    unit: str
    entity: str | None
    casualty: Casualty | None
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldSilence:
    """A reported absence of response."""

    span: Span
    actor: tuple[Party, ...]
    to: str | None
    attributions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One article with all that is annotated on it."""

    id: str
    path: Path
    title: str | None
    published: str
    kind: str
    region: str
    register: str
    invented: bool
    thought: str
    text: str
    entities: dict[str, GoldEntity] = field(default_factory=dict)
    events: tuple[GoldEvent, ...] = ()
    attributions: tuple[GoldAttribution, ...] = ()
    quantities: tuple[GoldQuantity, ...] = ()
    silences: tuple[GoldSilence, ...] = ()

    @property
    def split(self) -> Split:
        """The part of the corpus: an eighth each for development and test, decided by the id alone."""
        drawn = zlib.crc32(self.id.encode()) % 8
        return "dev" if drawn == 0 else "test" if drawn == 1 else "train"


@cache
def ontology() -> Plover:
    """PLOVER's tables, as the product has them."""
    return load_plover(_DATA / "plover.yaml")


@cache
def country_codes() -> frozenset[str]:
    """All codes that may stand in the country slot."""
    table = read_table(_DATA / "actors" / "states.tsv")
    column = table.columns.index("iso3")
    return frozenset(row[column] for _, row in table.rows) | NON_STATE_CODES


def load_articles(folder: Path = EVENTS, split: Split | None = None) -> Iterator[GoldArticle]:
    """Load all articles below a folder, in the order of their paths.

    Raises:
        LexiconError: an article breaks the format or the codebook; file and line are named.
    """
    for path in sorted(folder.rglob("*.yaml")):
        article = load_article(path)
        if split is None or article.split == split:
            yield article


def load_article(path: Path) -> GoldArticle:
    """Load and check one article."""
    return _Loader(path).article()


class _Loader:
    """Reads one file; every complaint names the line of the entry it is about."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.data: Any = load_yaml(path)
        if not isinstance(self.data, LineDict):
            raise LexiconError(path, 1, "an article must be a mapping")
        text = self.data.get("text")
        if not isinstance(text, str):
            raise LexiconError(path, 1, "no text")
        self.text = text.strip("\n")
        self.quotations = Quotations(self.text)
        self.entities: dict[str, GoldEntity] = {}

    def fail(self, entry: Any, message: str) -> LexiconError:
        return LexiconError(self.path, getattr(entry, "line", None), message)

    def article(self) -> GoldArticle:
        data = self.data
        self._keys(data, "title published kind region register invented thought text", "entities events attributions",
                   "quantities silences")  # fmt: skip
        for key in ("published", "region", "register", "thought"):
            if not isinstance(data.get(key), str):
                raise self.fail(data, f"{key} is missing")
        published = data["published"]
        if len(published) != 10 or published[4] != "-" or published[7] != "-":
            raise self.fail(data, f"published must be YYYY-MM-DD, not {published!r}")
        self._one_of(data, "register", REGISTERS)
        kind = self._one_of(data, "kind", KINDS) or "news"
        words = len(self.text.split())
        if not FEWEST_WORDS <= words <= MOST_WORDS:
            raise self.fail(data, f"{words} words; an article has {FEWEST_WORDS} to {MOST_WORDS}")
        for identifier, entry in (data.get("entities") or {}).items():
            self.entities[identifier] = self._entity(identifier, entry)
        attributions = tuple(self._attribution(entry) for entry in data.get("attributions") or ())
        self._unique(data, [item.id for item in attributions])
        events = tuple(self._event(entry, attributions) for entry in data.get("events") or ())
        self._check_events(data, events, attributions)
        return GoldArticle(
            id=self.path.stem,
            path=self.path,
            title=data.get("title"),
            published=published,
            kind=kind,
            region=data["region"],
            register=data["register"],
            invented=data.get("invented") == "yes",
            thought=data["thought"],
            text=self.text,
            entities=self.entities,
            events=events,
            attributions=attributions,
            quantities=tuple(self._quantity(entry, attributions) for entry in data.get("quantities") or ()),
            silences=tuple(self._silence(entry, events, attributions) for entry in data.get("silences") or ()),
        )

    def _keys(self, entry: Any, *known: str) -> None:
        if not isinstance(entry, LineDict):
            raise self.fail(self.data, f"{entry!r} must be a mapping")
        allowed = {key for group in known for key in group.split()}
        for key in entry:
            if key not in allowed:
                raise self.fail(entry, f"unknown key {key!r}; known: {', '.join(sorted(allowed))}")

    def _one_of(self, entry: Any, key: str, allowed: tuple[str, ...]) -> Any:
        value = entry.get(key)
        if value is not None and value not in allowed:
            raise self.fail(entry, f"{key} {value!r} is none of {', '.join(allowed)}")
        return value

    def _unique(self, entry: Any, ids: list[str]) -> None:
        twice = sorted({identifier for identifier in ids if ids.count(identifier) > 1})
        if twice:
            raise self.fail(entry, f"id {twice[0]!r} is used twice")

    def _span(self, entry: Any, quotation: Any) -> Span:
        try:
            return self.quotations.find(quotation)
        except ValueError as error:
            raise self.fail(entry, str(error)) from None

    def _maybe(self, entry: Any, key: str) -> Span | None:
        return None if entry.get(key) is None else self._span(entry, entry[key])

    def _list(self, entry: Any, key: str) -> list[Any]:
        value = entry.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.fail(entry, f"{key} must be a list: [{value}]")
        return value

    def _entity(self, identifier: str, entry: Any) -> GoldEntity:
        self._keys(entry, "name kind country sectors forms")
        kind = self._one_of(entry, "kind", get_args(EntityKind))
        if not kind or not isinstance(entry.get("name"), str):
            raise self.fail(entry, f"entity {identifier!r} needs a name and a kind")
        country = entry.get("country")
        if country is not None and country not in country_codes():
            raise self.fail(entry, f"entity {identifier!r}: {country!r} is no country code")
        sectors = self._list(entry, "sectors")
        for sector in sectors:
            if sector not in SECTORS:
                raise self.fail(entry, f"entity {identifier!r}: {sector!r} is no PLOVER sector")
        forms = self._list(entry, "forms")
        if not forms:
            raise self.fail(entry, f"entity {identifier!r} needs forms: the words the text names it by")
        for form in forms:
            if not isinstance(form, str) or not self.quotations.all_of(form):
                raise self.fail(entry, f"entity {identifier!r}: form {form!r} isn't in the text")
        return GoldEntity(identifier, entry["name"], kind, country, tuple(sectors), tuple(forms))

    def _party(self, entry: Any, reference: Any, near: Span) -> Party:
        """``id`` takes the form nearest to the trigger in its sentence; ``id@words`` those words."""
        if not isinstance(reference, str):
            raise self.fail(entry, f"{reference!r} is no entity")
        identifier, _, words = reference.partition("@")
        if identifier not in self.entities:
            raise self.fail(entry, f"entity {identifier!r} isn't defined")
        if words:
            try:
                return Party(identifier, self.quotations.nearest(words, near))
            except ValueError as error:
                raise self.fail(entry, str(error)) from None
        return Party(identifier, self.quotations.in_sentence(self.entities[identifier].forms, near))

    def _parties(self, entry: Any, key: str, near: Span) -> tuple[Party, ...]:
        parties = tuple(self._party(entry, item, near) for item in self._list(entry, key))
        if len({party.entity for party in parties}) != len(parties):
            raise self.fail(entry, f"an entity stands twice in {key}")
        return parties

    def _event(self, entry: Any, attributions: tuple[GoldAttribution, ...]) -> GoldEvent:
        self._keys(entry, "id trigger also type mode contexts actor recipient factuality tense time place",
                   "responds_to doubt")  # fmt: skip
        event_type = self._one_of(entry, "type", EVENT_TYPES)
        if not event_type or not isinstance(entry.get("id"), str):
            raise self.fail(entry, "an event needs id, trigger and type")
        mode = entry.get("mode")
        if not ontology().allows(event_type, mode):
            known = ", ".join(sorted(ontology().modes[event_type])) or "none"
            raise self.fail(entry, f"{event_type} has no mode {mode!r}; it has {known}")
        contexts = self._list(entry, "contexts")
        for context in contexts:
            if context not in ontology().contexts:
                raise self.fail(entry, f"{context!r} is no PLOVER context")
        trigger = self._span(entry, entry.get("trigger"))
        actor, recipient = self._parties(entry, "actor", trigger), self._parties(entry, "recipient", trigger)
        if {party.entity for party in actor} & {party.entity for party in recipient}:
            raise self.fail(entry, "an entity is both actor and recipient; symmetric acts have actors only")
        return GoldEvent(
            id=entry["id"],
            trigger=trigger,
            mentions=tuple(self._span(entry, words) for words in self._list(entry, "also")),
            event_type=event_type,
            mode=mode,
            contexts=tuple(contexts),
            actor=actor,
            recipient=recipient,
            factuality=self._one_of(entry, "factuality", get_args(Factuality)) or "CT+",
            tense=self._one_of(entry, "tense", get_args(Tense)) or "past",
            time=self._maybe(entry, "time"),
            place=self._maybe(entry, "place"),
            attributions=_covering(trigger, attributions),
            responds_to=entry.get("responds_to"),
            doubt=entry.get("doubt") == "yes",
        )

    def _check_events(
        self, data: Any, events: tuple[GoldEvent, ...], attributions: tuple[GoldAttribution, ...]
    ) -> None:
        ids = [event.id for event in events]
        self._unique(data, ids + [item.id for item in attributions])
        seen: dict[int, str] = {}
        for entry, event in zip(data.get("events") or (), events, strict=True):
            for span in (event.trigger, *event.mentions):
                for position in range(*span):
                    if seen.setdefault(position, event.id) != event.id:
                        words = self.text[slice(*span)]
                        raise self.fail(entry, f"{words!r} is a trigger of {seen[position]} and of {event.id}")
            if event.responds_to is not None and event.responds_to not in ids:
                raise self.fail(entry, f"responds_to {event.responds_to!r} is no event")
            if event.event_type in ("AID", "SANCTION") and not event.recipient and not event.doubt:
                raise self.fail(entry, f"{event.event_type} needs a recipient (PLOVER), or doubt: yes")
            if event.event_type in ("CONSULT", "COOPERATE") and not event.actor and not event.doubt:
                raise self.fail(entry, f"{event.event_type} needs its parties as actors")

    def _attribution(self, entry: Any) -> GoldAttribution:
        self._keys(entry, "id source cue class kind content parent venue")
        if not isinstance(entry.get("id"), str):
            raise self.fail(entry, "an attribution needs an id")
        cue_class = self._one_of(entry, "class", get_args(CueClass)) or "assert"
        kind = self._one_of(entry, "kind", get_args(AttributionKind)) or "indirect"
        content = tuple(self._span(entry, words) for words in self._list(entry, "content"))
        if not content:
            raise self.fail(entry, "an attribution needs content: [first words … last words]")
        for start, end in content:
            words = self.text[start:end]
            if words[0] in "\"“'‘,;:" or words[-1] in '"”;:':
                raise self.fail(entry, f"content leaves out the quotation marks and commas around it: {words!r}")
            if words.lower().startswith("that ") and kind == "indirect":
                raise self.fail(entry, f"content leaves out its “that”: {words[:40]!r}")
        cue = self._maybe(entry, "cue")
        source = entry.get("source")
        near = cue or content[0]
        return GoldAttribution(
            id=entry["id"],
            source=None if source is None else self._party(entry, source, near),
            cue=cue,
            cue_class=cue_class,
            kind=kind,
            content=content,
            parent=entry.get("parent"),
            venue=self._maybe(entry, "venue"),
        )

    def _quantity(self, entry: Any, attributions: tuple[GoldAttribution, ...]) -> GoldQuantity:
        self._keys(entry, "words low high unit entity casualty")
        low, high = entry.get("low"), entry.get("high")
        if not isinstance(low, int | float) or not isinstance(high, int | float | None):
            raise self.fail(entry, "low must be a number, high a number or null")
        if "high" not in entry or not isinstance(entry.get("unit"), str):
            raise self.fail(entry, "a quantity needs words, low, high (null where open) and unit")
        if entry.get("entity") is not None and entry["entity"] not in self.entities:
            raise self.fail(entry, f"entity {entry['entity']!r} isn't defined")
        span = self._span(entry, entry.get("words"))
        casualty = self._one_of(entry, "casualty", get_args(Casualty))
        return GoldQuantity(
            span, low, high, entry["unit"], entry.get("entity"), casualty, _covering(span, attributions)
        )

    def _silence(
        self, entry: Any, events: tuple[GoldEvent, ...], attributions: tuple[GoldAttribution, ...]
    ) -> GoldSilence:
        self._keys(entry, "words actor to")
        span = self._span(entry, entry.get("words"))
        if entry.get("to") is not None and entry["to"] not in {event.id for event in events}:
            raise self.fail(entry, f"to {entry['to']!r} is no event")
        return GoldSilence(span, self._parties(entry, "actor", span), entry.get("to"), _covering(span, attributions))


def _covering(span: Span, attributions: tuple[GoldAttribution, ...]) -> tuple[str, ...]:
    """The attributions whose content holds these characters, the widest first."""
    found = [
        (sum(high - low for low, high in item.content), item.id)
        for item in attributions
        if any(low <= span[0] and span[1] <= high for low, high in item.content)
    ]
    return tuple(identifier for _, identifier in sorted(found, key=lambda pair: -pair[0]))
