"""The tables that can be exported: where their columns come from, and in which order their rows stand.

Empty text counts as missing everywhere, so that no format has to tell the two apart. Rows are ordered by what they say,
not by the order of arrival.
"""

from __future__ import annotations

from dataclasses import dataclass

from countermove.record.exporting.tables import Column


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table: its rows in words, the SQL after ``from``, what filters apply to, its columns and its order.

    ``key`` is the column, in the SQL, that filters choose by: an event, a claim, an article or an entity.
    """

    about: str
    source: str
    key: str
    order: str
    columns: tuple[Column, ...]


_SPANS = (
    Column("start_char", "s.start_char", "First character in the text of the article, from 0."),
    Column("end_char", "s.end_char", "Character after the last."),
)
_EVENTS = Dataset(
    about="What happened: one row an event, however many articles tell it.",
    source=(
        "all_events v join events e on e.event_no = v.event_no left join places p on p.place_no = e.place_no "
        "left join event_mentions m on m.event_no = e.event_no and m.article_no = e.best_article_no "
        "and m.item = e.best_item "
        "left join sources b on b.source_no = m.publisher_no"
    ),
    key="v.event_no",
    order="v.first_day nulls last, v.event_id",
    columns=(
        Column("event_id", "v.event_id", "Id; it stays when further reports join the event."),
        Column("event_type", "v.event_type", "PLOVER event type."),
        Column("mode", "v.mode", "PLOVER mode."),
        Column("contexts", "v.contexts", "PLOVER contexts, separated by blanks."),
        Column("cameo", "v.cameo", "CAMEO code: text, because leading zeros count."),
        Column("score", "v.score", "PLOVER conflict-cooperation score, -10 to 10."),
        Column("quad", "v.quad", "Verbal or material, cooperation or conflict."),
        Column("first_day", "v.first_day", "First day it may have happened on."),
        Column("last_day", "v.last_day", "Last day it may have happened on."),
        Column("time_inferred", "v.time_inferred", "Whether the day is only that of publication."),
        Column("actors", "v.actors", "Names of those who act, separated by semicolons."),
        Column("actor_codes", "v.actor_codes", "Their countries or PLOVER codes, separated by blanks."),
        Column("recipients", "v.recipients", "Names of those it is done to, separated by semicolons."),
        Column("recipient_codes", "v.recipient_codes", "Their countries or PLOVER codes, separated by blanks."),
        Column("place", "v.place", "Name of the place."),
        Column("admin1", "v.admin1", "Province or state."),
        Column("place_country", "v.place_country", "ISO 3166-1 alpha-3."),
        Column("lat", "v.lat", "Latitude, WGS84 degrees."),
        Column("lon", "v.lon", "Longitude, WGS84 degrees."),
        Column("geonames", "p.geonames", "GeoNames id of the place."),
        Column("factuality", "v.factuality", "FactBank value of the best report."),
        Column("confidence", "v.confidence", "Confidence of the coding of the best report, 0 to 1."),
        Column("status", "v.status", "single-origin, corroborated, confirmed, disputed, denied or open."),
        Column("reports", "v.reports", "Mentions in articles."),
        Column("articles", "v.articles", "Articles that tell it."),
        Column("publishers", "v.publishers", "Publishers of these."),
        Column("origins", "v.origins", "Independent origins among the reports that tell it as having happened."),
        Column("confirmed_by", "v.confirmed_by", "Parties that confirm it against their interest."),
        Column("denied_by", "v.denied_by", "Sources that deny it."),
        Column("first_reported", "v.first_reported", "Publication of its first report."),
        Column("last_reported", "v.last_reported", "Publication of its last report."),
        Column("story_id", "v.story_id", "The story of its first report."),
        Column("best_article_id", "v.best_article_id", "Article of the fullest and surest report."),
        Column("best_item", "v.best_item", "Id of that report in the reading of its article."),
        Column("sentence_start", "m.sentence_start", "First character of its sentence in the text of the article."),
        Column("sentence_end", "m.sentence_end", "Character after the last of its sentence."),
        Column("publisher", "b.name", "Publisher of that article."),
        Column("title", "v.title", "Its headline."),
        Column("url", "v.url", "Its canonical address."),
    ),
)
_REPORTS = Dataset(
    about="Who reports which event, on whose word, in which sentence: one row a report.",
    source=(
        "event_mentions m join events e on e.event_no = m.event_no join articles a on a.article_no = m.article_no "
        "left join sources b on b.source_no = m.publisher_no left join sources o on o.source_no = m.origin_no "
        "left join entities n on n.entity_no = m.speaker_no"
    ),
    key="m.event_no",
    order="m.published_day nulls last, a.article_id, m.item",
    columns=(
        Column("event_id", "e.event_id", "The event."),
        Column("article_id", "a.article_id", "The article."),
        Column("item", "m.item", "Id of the event in the reading of the article."),
        Column("published_day", "m.published_day", "Publication of the article."),
        Column("publisher", "b.name", "Publisher of the article."),
        Column("origin", "o.name", "Whose word it is: a named speaker, an agency, or the newsroom."),
        Column("origin_kind", "o.kind", "speaker, agency, publisher, or article (no publisher is known)."),
        Column("speaker", "n.name", "To whom it is attributed."),
        Column("stance", "m.stance", "tells, confirms (a party, against its interest) or denies."),
        Column("polarity", "m.polarity", "happened, denied or open (planned, possible, asked for)."),
        Column("event_type", "m.event_type", "PLOVER event type as this article tells it."),
        Column("mode", "m.mode", "PLOVER mode."),
        Column("cameo", "m.cameo", "CAMEO code: text, because leading zeros count."),
        Column("first_day", "m.first_day", "First day, as this article tells it."),
        Column("last_day", "m.last_day", "Last day."),
        Column("time_inferred", "m.time_inferred", "Whether the day is only that of publication."),
        Column("actors", "m.actors", "Names of those who act, separated by semicolons."),
        Column("recipients", "m.recipients", "Names of those it is done to, separated by semicolons."),
        Column("factuality", "m.factuality", "FactBank value."),
        Column("confidence", "m.confidence", "Confidence of the coding, 0 to 1."),
        Column("score", "m.score", "Probability that it tells this event, 0 to 1; 1 for the first report."),
        Column("reason", "m.reason", "Why it was put there."),
        Column("decided_by", "m.decided_by", "model, or who decided."),
        Column("sentence_start", "m.sentence_start", "First character of its sentence in the text of the article."),
        Column("sentence_end", "m.sentence_end", "Character after the last of its sentence."),
        Column(
            "sentence",
            "substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start)",
            "The sentence.",
        ),
        Column("title", "a.title", "Headline of the article."),
        Column("url", "a.url", "Its canonical address."),
    ),
)
_CLAIMS = Dataset(
    about="Who said what: one row for what one speaker said, however many articles carry it.",
    source=(
        "who_said_what v join claims c on c.claim_no = v.claim_no "
        "left join claim_mentions m on m.claim_no = c.claim_no and m.article_no = c.best_article_no "
        "and m.item = c.best_item "
        "left join (select article_no, item, min(start_char) as start_char, max(end_char) as end_char from mentions "
        "where kind = 'attribution' and part = 'content' group by article_no, item) s "
        "on s.article_no = c.best_article_no and s.item = c.best_item"
    ),
    key="v.claim_no",
    order="v.first_day nulls last, v.claim_id",
    columns=(
        Column("claim_id", "v.claim_id", "Id."),
        Column("speaker", "v.speaker", "Who said it."),
        Column("speaker_id", "v.speaker_id", "The speaker, in entities."),
        Column("speaker_country", "v.speaker_country", "Country or PLOVER code of the speaker."),
        Column(
            "cue_class",
            "v.cue_class",
            "assert, confirm, deny, accuse, warn, promise, demand, ask, believe, know or doubt.",
        ),
        Column("kind", "m.kind", "direct, indirect or mixed speech, in the fullest report."),
        Column("content", "v.content", "The words, from the fullest report."),
        Column("factuality", "m.factuality", "FactBank value of that report."),
        Column("first_day", "v.first_day", "First publication."),
        Column("last_day", "v.last_day", "Last publication."),
        Column("status", "v.status", "single-origin, corroborated, disputed or denial."),
        Column("reports", "v.reports", "Mentions in articles."),
        Column("publishers", "v.publishers", "Publishers that carry it."),
        Column("origins", "v.origins", "Independent newsrooms that carry it."),
        Column("denied_by", "v.denied_by", "Other speakers who deny an event that it asserts."),
        Column("story_id", "v.story_id", "The story of its first report."),
        Column("best_article_id", "v.best_article_id", "Article of the fullest report."),
        Column("best_item", "v.best_item", "Id of that report in the reading of its article."),
        *_SPANS,
        Column("title", "v.title", "Headline of that article."),
        Column("url", "v.url", "Its canonical address."),
    ),
)
_NUMBERS = Dataset(
    about="Numbers of one counted thing, as they were told from day to day: one row a number in an article.",
    source=(
        "quantities q join quantity_series r on r.series_no = q.series_no "
        "join articles a on a.article_no = q.article_no "
        "left join stories t on t.story_no = r.story_no left join entities n on n.entity_no = q.entity_no "
        "left join entities k on k.entity_no = q.speaker_no left join sources o on o.source_no = q.origin_no "
        "left join mentions s on s.article_no = q.article_no and s.item = q.item and s.kind = 'quantity'"
    ),
    key="a.article_no",
    order="q.published_day nulls last, a.article_id, q.item, s.start_char",
    columns=(
        Column("series_id", "r.series_id", "What is counted: numbers of one series are about the same thing."),
        Column("story_id", "t.story_id", "The story in which it is counted."),
        Column("unit", "r.unit", "What is counted, in words."),
        Column("casualty", "r.casualty", "killed, wounded, missing, displaced or detained."),
        Column("whose", "r.whose", "Country or registry key of those counted."),
        Column("counted", "n.name", "Name of those counted."),
        Column("published_day", "q.published_day", "Publication of the article."),
        Column("low", "q.low", "Least value; missing where it is open."),
        Column("high", "q.high", "Greatest value; missing where it is open."),
        Column("words", "q.words", "The words of the text."),
        Column("said_by", "k.name", "Who gave the number."),
        Column("origin", "o.name", "Whose word it is."),
        Column("article_id", "a.article_id", "The article."),
        Column("item", "q.item", "Id of the number in the reading of the article."),
        *_SPANS,
        Column("url", "a.url", "Canonical address of the article."),
    ),
)
_ARTICLES = Dataset(
    about="The articles, each in its current version.",
    source=(
        "articles a left join sources b on b.source_no = a.source_no left join sources o on o.source_no = a.origin_no "
        "left join stories t on t.story_no = a.story_no left join articles c on c.article_no = a.copy_of"
    ),
    key="a.article_no",
    order="a.published_day nulls last, a.article_id",
    columns=(
        Column("article_id", "a.article_id", "Id made from the document and the content."),
        Column("document_id", "a.document_id", "What stays the same when an article is corrected."),
        Column("version", "a.version", "From 1; a corrected article is the next version of its document."),
        Column("given_id", "a.given_id", "The id or file name that it came with."),
        Column("url", "a.url", "Canonical address."),
        Column("publisher", "b.name", "Publisher."),
        Column("title", "a.title", "Headline."),
        Column("published", "a.published", "ISO 8601 date or date-time of publication, with its zone where known."),
        Column("published_day", "a.published_day", "Day of publication."),
        Column("published_from", "a.published_from", "How the date was known: given, metadata, feed or text."),
        Column("language", "a.language", "ISO 639-1 code."),
        Column("copy_of", "c.article_id", "The earliest article that this one copies nearly word by word."),
        Column("copy_score", "a.copy_score", "Share of the words that both have in runs, 0 to 1."),
        Column("origin", "o.name", "The newsroom behind it: an agency, who published it first, or its publisher."),
        Column("origin_kind", "o.kind", "agency, publisher, or article (no publisher is known)."),
        Column("origin_from", "a.origin_from", "How the origin was known: credit, copy, publisher or article."),
        Column("story_id", "t.story_id", "The story it belongs to."),
        Column("text", "a.text", "The text that all spans count in; it belongs to its publisher."),
    ),
)
_ENTITIES = Dataset(
    about="Those who act or are acted on, with the names that articles use for them.",
    source=(
        "entities n join (select m.entity_no, string_agg(distinct m.alias, '; ' order by m.alias) "
        "filter (m.form = 'name') as aliases, count(distinct m.article_no) as articles, "
        "min(a.published_day) as first_day, max(a.published_day) as last_day from entity_mentions m "
        "join articles a on a.article_no = m.article_no where a.status = 'current' group by m.entity_no) u "
        "on u.entity_no = n.entity_no"
    ),
    key="n.entity_no",
    order="n.entity_id",
    columns=(
        Column("entity_id", "n.entity_id", "Key in the actor registry, or an id made from the name."),
        Column("name", "n.name", "Name, as the registry or the first article has it."),
        Column("kind", "n.kind", "person, state, organization, group, bloc, place or unknown."),
        Column("country", "n.country", "ISO 3166-1 alpha-3, or a PLOVER code such as UNO, IGO, NGO."),
        Column("sectors", "n.sectors", "PLOVER sector codes, separated by blanks, primary first."),
        Column("aliases", "u.aliases", "Names used for it, separated by semicolons."),
        Column("articles", "u.articles", "Articles that mention it."),
        Column("first_day", "u.first_day", "First publication that mentions it."),
        Column("last_day", "u.last_day", "Last publication that mentions it."),
    ),
)

DATASETS: dict[str, Dataset] = {
    "events": _EVENTS,
    "claims": _CLAIMS,
    "reports": _REPORTS,
    "numbers": _NUMBERS,
    "articles": _ARTICLES,
    "entities": _ENTITIES,
}
"""The tables by name."""
