"""All knowledge files, loaded and checked once: the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from countermove.ontology.actors import ActorRegistry, load_actors
from countermove.ontology.attribution_cues import AttributionCues, load_attribution_cues
from countermove.ontology.boilerplate import BoilerplateCues, load_boilerplate_cues
from countermove.ontology.cameo import CameoCodes, load_cameo
from countermove.ontology.combination import Combination, load_combination
from countermove.ontology.factuality_cues import FactualityCues, load_factuality_cues
from countermove.ontology.frames import FrameLexicon, load_frames
from countermove.ontology.gazetteer import Gazetteer, load_gazetteer
from countermove.ontology.plover import Plover, load_plover
from countermove.ontology.quantity_words import QuantityWords, load_quantity_words
from countermove.ontology.reference import ReferenceCues, load_reference
from countermove.ontology.response_cues import ResponseCues, load_response_cues
from countermove.ontology.silence_cues import SilenceCues, load_silence_cues
from countermove.ontology.time_words import TimeWords, load_time_words
from countermove.ontology.topics import MODEL_FILE as TOPIC_MODEL
from countermove.ontology.topics import TopicModel, TopicWords, load_topic_model, load_topics

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every knowledge file of the coder, and the version that names them all."""

    version: str
    actors: ActorRegistry
    gazetteer: Gazetteer
    plover: Plover
    cameo: CameoCodes
    frames: FrameLexicon
    combination: Combination
    boilerplate: BoilerplateCues
    reference: ReferenceCues
    attribution: AttributionCues
    factuality: FactualityCues
    responses: ResponseCues
    silence: SilenceCues
    times: TimeWords
    quantities: QuantityWords
    topics: TopicWords
    topic_model: TopicModel


@dataclass(frozen=True, slots=True)
class Additions:
    """A user's own knowledge beside the shipped one: folders or files of frames, and tables of actors."""

    frames: tuple[Path, ...] = ()
    actors: tuple[Path, ...] = ()


NO_ADDITIONS = Additions()


def load_lexicon(directory: Path = DATA, additions: Additions = NO_ADDITIONS) -> Lexicon:
    """Load all knowledge files under a directory laid out as the package's ``data/``, and a user's own.

    Raises:
        LexiconError: a file is missing or an entry is wrong; the message names file and line.
    """
    cues = directory / "cues"
    plover = load_plover(directory / "plover.yaml")
    return Lexicon(
        version=(directory / "VERSION").read_text(encoding="utf-8").strip(),
        actors=load_actors(directory / "actors", additions.actors),
        gazetteer=load_gazetteer(directory / "places"),
        plover=plover,
        cameo=load_cameo(directory / "cameo.yaml"),
        frames=load_frames(directory / "frames", plover, additions.frames),
        combination=load_combination(directory / "combination.yaml"),
        boilerplate=load_boilerplate_cues(cues / "boilerplate.yaml"),
        reference=load_reference(cues / "reference.yaml"),
        attribution=load_attribution_cues(cues / "attribution.yaml"),
        factuality=load_factuality_cues(cues / "factuality.yaml"),
        responses=load_response_cues(cues / "response.yaml"),
        silence=load_silence_cues(cues / "silence.yaml"),
        times=load_time_words(cues / "times.yaml"),
        quantities=load_quantity_words(cues / "quantities.yaml"),
        topics=load_topics(cues / "topics.yaml"),
        topic_model=load_topic_model(directory / TOPIC_MODEL),
    )
