-- The tables. Numbers ending in _no join tables inside one file and depend on the order of arrival; ids are made from
-- content and are the same in every record. Spans count Unicode code points of articles.text, end exclusive.

create table articles (
    article_no integer not null,
    article_id varchar not null,
    document_id varchar not null,
    version integer not null,
    content_hash varchar not null,
    given_id varchar not null,
    url varchar,
    source_no integer,
    title varchar,
    published varchar,
    published_day date,
    published_from varchar,
    language varchar,
    text varchar not null,
    status varchar not null,
    status_reason varchar,
    superseded_by integer,
    copy_of integer,
    copy_score double,
    origin_no integer not null,
    origin_from varchar not null,
    story_no integer,
    story_score double,
    story_reason varchar,
    added_at timestamp not null
);
comment on table articles is 'Every version of every article, as it came in; none is ever deleted.';
comment on column articles.article_no is 'Number inside this file, from 1 in order of arrival.';
comment on column articles.article_id is 'Id made from the document and the content: a and 16 hexadecimal digits.';
comment on column articles.document_id is 'What stays the same when an article is corrected: made from its canonical address, its given id, or its content.';
comment on column articles.version is 'From 1; a corrected article is the next version of its document.';
comment on column articles.content_hash is 'Checksum (BLAKE2b, 16 bytes) of title and text.';
comment on column articles.given_id is 'The id or file name that it came with.';
comment on column articles.url is 'Canonical address, where known.';
comment on column articles.source_no is 'Its publisher, in sources.';
comment on column articles.title is 'Headline.';
comment on column articles.published is 'ISO 8601 date or date-time of publication, with its zone where that was known.';
comment on column articles.published_day is 'Day of publication, in the zone of the publisher where that was known.';
comment on column articles.published_from is 'How the date was known: given, metadata, feed, text; empty where it is not known.';
comment on column articles.language is 'ISO 639-1 code.';
comment on column articles.text is 'The text that all spans count in.';
comment on column articles.status is 'current, superseded (a later version is here) or retracted.';
comment on column articles.status_reason is 'Why it was retracted.';
comment on column articles.superseded_by is 'Number of the version that replaced it.';
comment on column articles.copy_of is 'Number of the earliest article that this one copies nearly word by word.';
comment on column articles.copy_score is 'Share of the words of the shorter one that both have in runs, 0 to 1.';
comment on column articles.origin_no is 'The newsroom behind it, in sources: the agency it credits, the first publisher of what it copies, or its publisher.';
comment on column articles.origin_from is 'How the origin was known: credit, copy, publisher, article (no publisher is known).';
comment on column articles.story_no is 'The story it belongs to.';
comment on column articles.story_score is 'How alike it is to the articles of the story, over what is usual among them (about 1); 0 for the first.';
comment on column articles.story_reason is 'Why it was put there.';
comment on column articles.added_at is 'When it was added to this record (UTC).';

create table readings (
    article_no integer not null,
    reading varchar not null,
    countermove varchar not null,
    model varchar not null,
    lexicon varchar not null
);
comment on table readings is 'What was read in each article, whole, in the format countermove.reading/1.';
comment on column readings.article_no is 'The article.';
comment on column readings.reading is 'The reading as JSON, with an empty text: that is in articles.';
comment on column readings.countermove is 'Version of countermove that read it.';
comment on column readings.model is 'Reader model.';
comment on column readings.lexicon is 'Version of the lexicon.';

create table vectors (
    article_no integer not null,
    day integer,
    vector blob not null,
    signature blob not null
);
comment on table vectors is 'What articles are compared by, for stories and near-copies.';
comment on column vectors.article_no is 'The article.';
comment on column vectors.day is 'Day of publication, in days since 1970-01-01.';
comment on column vectors.vector is 'Weighted words, for stories.';
comment on column vectors.signature is 'MinHash of runs of words, for near-copies.';

create table mentions (
    article_no integer not null,
    item varchar not null,
    kind varchar not null,
    part varchar not null,
    start_char integer not null,
    end_char integer not null
);
comment on table mentions is 'Every extracted thing with the characters that it came from.';
comment on column mentions.article_no is 'The article.';
comment on column mentions.item is 'Id of the thing in the reading of its article, such as e1.';
comment on column mentions.kind is 'entity, event, attribution, quantity, time, place or non_response.';
comment on column mentions.part is 'What the characters are: name title nominal pronoun; trigger actor recipient time place; source cue content; words.';
comment on column mentions.start_char is 'First character.';
comment on column mentions.end_char is 'Character after the last.';

create table sources (
    source_no integer not null,
    source_id varchar not null,
    name varchar not null,
    kind varchar not null,
    entity_no integer
);
comment on table sources is 'Those whose word something is: publishers, news agencies, speakers.';
comment on column sources.source_no is 'Number inside this file.';
comment on column sources.source_id is 'Id made from kind and name, or the registry key or the country of a speaker: o and 16 hexadecimal digits.';
comment on column sources.name is 'Name.';
comment on column sources.kind is 'publisher, agency, speaker, or article (one whose publisher is not known).';
comment on column sources.entity_no is 'The speaker, in entities.';

create table entities (
    entity_no integer not null,
    entity_id varchar not null,
    name varchar not null,
    kind varchar not null,
    country varchar,
    sectors varchar,
    ref varchar
);
comment on table entities is 'Those who act or are acted on, across articles.';
comment on column entities.entity_no is 'Number inside this file.';
comment on column entities.entity_id is 'Key in the actor registry, or n and 16 hexadecimal digits made from the name.';
comment on column entities.name is 'Name, as the registry or the first article has it.';
comment on column entities.kind is 'person, state, organization, group, bloc, place or unknown.';
comment on column entities.country is 'ISO 3166-1 alpha-3, or a PLOVER code such as UNO, IGO, NGO.';
comment on column entities.sectors is 'PLOVER sector codes, separated by blanks, primary first.';
comment on column entities.ref is 'Key in the actor registry.';

create table entity_mentions (
    entity_no integer not null,
    article_no integer not null,
    item varchar not null,
    alias varchar not null,
    form varchar not null,
    score double not null,
    reason varchar not null,
    decided_by varchar not null
);
comment on table entity_mentions is 'Which entity of which article is which entity of the record, with the name used there.';
comment on column entity_mentions.entity_no is 'The entity of the record.';
comment on column entity_mentions.article_no is 'The article.';
comment on column entity_mentions.item is 'Id of the entity in the reading.';
comment on column entity_mentions.alias is 'The fullest name used for it in the article.';
comment on column entity_mentions.form is 'name, title, nominal or pronoun: what the alias is.';
comment on column entity_mentions.score is 'How sure the link is, 0 to 1.';
comment on column entity_mentions.reason is 'Why they were taken for the same.';
comment on column entity_mentions.decided_by is 'model, or who decided.';

create table entity_keys (
    key varchar not null,
    entity_no integer not null
);
comment on table entity_keys is 'What entities are found by when the next article comes.';
comment on column entity_keys.key is 'A registry key, a name, or a description within its country or story.';
comment on column entity_keys.entity_no is 'The entity.';

create table places (
    place_no integer not null,
    place_id varchar not null,
    name varchar not null,
    country varchar,
    admin1 varchar,
    lat double,
    lon double,
    geonames integer,
    kind varchar not null
);
comment on table places is 'Places on the map that articles name.';
comment on column places.place_no is 'Number inside this file.';
comment on column places.place_id is 'Id made from its GeoNames id or its name: p and 16 hexadecimal digits.';
comment on column places.name is 'Name.';
comment on column places.country is 'ISO 3166-1 alpha-3.';
comment on column places.admin1 is 'Province or state.';
comment on column places.lat is 'Latitude, WGS84 degrees.';
comment on column places.lon is 'Longitude, WGS84 degrees.';
comment on column places.geonames is 'GeoNames id.';
comment on column places.kind is 'country, admin1, city or feature.';

create table stories (
    story_no integer not null,
    story_id varchar not null,
    headline varchar,
    headline_article_no integer,
    actors varchar,
    place_no integer,
    first_day date,
    last_day date,
    articles integer not null,
    publishers integer not null,
    origins integer not null
);
comment on table stories is 'Articles about one happening.';
comment on column stories.story_no is 'Number inside this file.';
comment on column stories.story_id is 'Id made from its first article: t and 16 hexadecimal digits.';
comment on column stories.headline is 'Title of the article that was most alike to the others when it came.';
comment on column stories.headline_article_no is 'The article with that title.';
comment on column stories.actors is 'The names that most of its events have.';
comment on column stories.place_no is 'Where most of its events happened.';
comment on column stories.first_day is 'First publication.';
comment on column stories.last_day is 'Last publication.';
comment on column stories.articles is 'Current articles.';
comment on column stories.publishers is 'Publishers of these.';
comment on column stories.origins is 'Independent origins of these.';

create table events (
    event_no integer not null,
    event_id varchar not null,
    event_type varchar not null,
    mode varchar,
    contexts varchar,
    cameo varchar,
    score double,
    quad varchar,
    first_day date,
    last_day date,
    time_inferred boolean,
    actor_codes varchar not null,
    recipient_codes varchar not null,
    actors varchar not null,
    recipients varchar not null,
    place_no integer,
    factuality varchar not null,
    confidence double not null,
    reports integer not null,
    articles integer not null,
    publishers integer not null,
    origins integer not null,
    confirmed_by integer not null,
    denied_by integer not null,
    status varchar not null,
    first_reported date,
    last_reported date,
    story_no integer,
    best_article_no integer,
    best_item varchar,
    merged_into integer
);
comment on table events is 'What happened: one row an event, however many articles tell it. Every value follows from event_mentions.';
comment on column events.event_no is 'Number inside this file.';
comment on column events.event_id is 'Id made from the first mention: e and 16 hexadecimal digits; it stays when reports join or leave.';
comment on column events.event_type is 'PLOVER event type.';
comment on column events.mode is 'PLOVER mode.';
comment on column events.contexts is 'PLOVER contexts, separated by blanks.';
comment on column events.cameo is 'CAMEO code.';
comment on column events.score is 'PLOVER conflict-cooperation score, -10 to 10.';
comment on column events.quad is 'verbal or material, cooperation or conflict.';
comment on column events.first_day is 'First day it may have happened on.';
comment on column events.last_day is 'Last day it may have happened on.';
comment on column events.time_inferred is 'Whether the day is only that of publication.';
comment on column events.actor_codes is 'Countries of the actors, separated by blanks.';
comment on column events.recipient_codes is 'Countries of the recipients, separated by blanks.';
comment on column events.actors is 'Names of the actors, separated by semicolons.';
comment on column events.recipients is 'Names of the recipients, separated by semicolons.';
comment on column events.place_no is 'Where.';
comment on column events.factuality is 'FactBank value of the best report.';
comment on column events.confidence is 'Confidence of the coding of the best report, 0 to 1.';
comment on column events.reports is 'Mentions of it in current articles; 0 when all were retracted.';
comment on column events.articles is 'Current articles that tell it.';
comment on column events.publishers is 'Publishers of these.';
comment on column events.origins is 'Independent origins among the reports that tell it as having happened.';
comment on column events.confirmed_by is 'Parties that confirm it against their interest.';
comment on column events.denied_by is 'Sources that deny it.';
comment on column events.status is 'single-origin, corroborated, confirmed, disputed, denied, open (told as planned or possible only) or withdrawn (no current article tells it).';
comment on column events.first_reported is 'Publication of its first report.';
comment on column events.last_reported is 'Publication of its last report.';
comment on column events.story_no is 'The story of its first report.';
comment on column events.best_article_no is 'Article of the report that speaks for the event: the fullest and surest one.';
comment on column events.best_item is 'Id of that report in the reading of its article.';
comment on column events.merged_into is 'The event it became part of.';

create table event_mentions (
    event_no integer not null,
    article_no integer not null,
    item varchar not null,
    score double not null,
    reason varchar not null,
    decided_by varchar not null,
    counted boolean not null,
    event_type varchar not null,
    mode varchar,
    contexts varchar,
    cameo varchar,
    goldstein double,
    quad varchar not null,
    first_day date,
    last_day date,
    time_inferred boolean not null,
    actor_codes varchar not null,
    recipient_codes varchar not null,
    actors varchar not null,
    recipients varchar not null,
    place_no integer,
    factuality varchar not null,
    polarity varchar not null,
    confidence double not null,
    sentence_start integer not null,
    sentence_end integer not null,
    published_day date,
    publisher_no integer,
    origin_no integer not null,
    speaker_no integer,
    speaker_side varchar,
    stance varchar not null,
    day integer,
    features blob not null
);
comment on table event_mentions is 'Which report in which article tells which event, with score and reason; what each report says itself.';
comment on column event_mentions.event_no is 'The event.';
comment on column event_mentions.article_no is 'The article.';
comment on column event_mentions.item is 'Id of the event in the reading of the article.';
comment on column event_mentions.score is 'Probability that it tells this event, 0 to 1; 1 for the first report.';
comment on column event_mentions.reason is 'What the reports share.';
comment on column event_mentions.decided_by is 'model, or who decided.';
comment on column event_mentions.counted is 'Whether the article is current: neither superseded nor retracted.';
comment on column event_mentions.event_type is 'PLOVER event type as this article tells it.';
comment on column event_mentions.mode is 'PLOVER mode.';
comment on column event_mentions.contexts is 'PLOVER contexts, separated by blanks.';
comment on column event_mentions.cameo is 'CAMEO code.';
comment on column event_mentions.goldstein is 'PLOVER conflict-cooperation score.';
comment on column event_mentions.quad is 'verbal or material, cooperation or conflict.';
comment on column event_mentions.first_day is 'First day.';
comment on column event_mentions.last_day is 'Last day.';
comment on column event_mentions.time_inferred is 'Whether the day is only that of publication.';
comment on column event_mentions.actor_codes is 'Countries of the actors, separated by blanks.';
comment on column event_mentions.recipient_codes is 'Countries of the recipients, separated by blanks.';
comment on column event_mentions.actors is 'Names of the actors, separated by semicolons.';
comment on column event_mentions.recipients is 'Names of the recipients, separated by semicolons.';
comment on column event_mentions.place_no is 'Where.';
comment on column event_mentions.factuality is 'FactBank value.';
comment on column event_mentions.polarity is 'happened, denied (told as not having happened) or open (planned, possible, asked for).';
comment on column event_mentions.confidence is 'Confidence of the coding, 0 to 1.';
comment on column event_mentions.sentence_start is 'First character of its sentence.';
comment on column event_mentions.sentence_end is 'Character after the last of its sentence.';
comment on column event_mentions.published_day is 'Publication of the article.';
comment on column event_mentions.publisher_no is 'Publisher of the article, in sources.';
comment on column event_mentions.origin_no is 'Whose word it is, in sources: the named speaker or agency it is attributed to, else the newsroom behind the article.';
comment on column event_mentions.speaker_no is 'The entity it is attributed to.';
comment on column event_mentions.speaker_side is 'actor or recipient, where the speaker is a party to the event or speaks for its state.';
comment on column event_mentions.stance is 'tells, confirms (a party, against its interest) or denies.';
comment on column event_mentions.day is 'First day, in days since 1970-01-01: what reports are looked up by.';
comment on column event_mentions.features is 'What reports are compared by.';

create table event_parties (
    event_no integer not null,
    article_no integer not null,
    item varchar not null,
    role varchar not null,
    entity_no integer not null
);
comment on table event_parties is 'Actors and recipients of every report.';
comment on column event_parties.event_no is 'The event.';
comment on column event_parties.article_no is 'The article.';
comment on column event_parties.item is 'Id of the event in the reading.';
comment on column event_parties.role is 'actor or recipient.';
comment on column event_parties.entity_no is 'The entity of the record.';

create table claims (
    claim_no integer not null,
    claim_id varchar not null,
    speaker_no integer,
    speaker varchar,
    cue_class varchar not null,
    content varchar not null,
    first_day date,
    last_day date,
    reports integer not null,
    publishers integer not null,
    origins integer not null,
    denied_by integer not null,
    status varchar not null,
    story_no integer,
    best_article_no integer,
    best_item varchar
);
comment on table claims is 'Who says what: one row for what one speaker said, however many articles carry it.';
comment on column claims.claim_no is 'Number inside this file.';
comment on column claims.claim_id is 'Id made from the first report: c and 16 hexadecimal digits.';
comment on column claims.speaker_no is 'Who said it, in entities.';
comment on column claims.speaker is 'Name of the speaker.';
comment on column claims.cue_class is 'assert, confirm, deny, accuse, warn, promise, demand, ask, believe, know or doubt.';
comment on column claims.content is 'The words, from the fullest report.';
comment on column claims.first_day is 'First publication.';
comment on column claims.last_day is 'Last publication.';
comment on column claims.reports is 'Mentions in current articles.';
comment on column claims.publishers is 'Publishers that carry it.';
comment on column claims.origins is 'Independent newsrooms that carry it.';
comment on column claims.denied_by is 'Other speakers who deny an event that it asserts.';
comment on column claims.status is 'single-origin, corroborated (two newsrooms or more heard it), disputed, denial or withdrawn.';
comment on column claims.story_no is 'The story of its first report.';
comment on column claims.best_article_no is 'Article of the fullest report.';
comment on column claims.best_item is 'Id of that report in the reading.';

create table claim_mentions (
    claim_no integer not null,
    article_no integer not null,
    item varchar not null,
    score double not null,
    reason varchar not null,
    counted boolean not null,
    kind varchar not null,
    content varchar not null,
    factuality varchar not null,
    published_day date,
    publisher_no integer,
    origin_no integer not null,
    day integer,
    features blob not null
);
comment on table claim_mentions is 'Which attribution in which article reports which claim.';
comment on column claim_mentions.claim_no is 'The claim.';
comment on column claim_mentions.article_no is 'The article.';
comment on column claim_mentions.item is 'Id of the attribution in the reading.';
comment on column claim_mentions.score is 'How alike the words are, 0 to 1; 1 for the first report.';
comment on column claim_mentions.reason is 'Why they were taken for the same.';
comment on column claim_mentions.counted is 'Whether the article is current.';
comment on column claim_mentions.kind is 'direct, indirect or mixed speech.';
comment on column claim_mentions.content is 'The words attributed.';
comment on column claim_mentions.factuality is 'FactBank value.';
comment on column claim_mentions.published_day is 'Publication of the article.';
comment on column claim_mentions.publisher_no is 'Publisher of the article.';
comment on column claim_mentions.origin_no is 'The newsroom behind the article.';
comment on column claim_mentions.day is 'Publication, in days since 1970-01-01.';
comment on column claim_mentions.features is 'What claims are compared by.';

create table claim_events (
    article_no integer not null,
    item varchar not null,
    event_item varchar not null
);
comment on table claim_events is 'Events told inside what somebody said.';
comment on column claim_events.article_no is 'The article.';
comment on column claim_events.item is 'Id of the attribution in the reading.';
comment on column claim_events.event_item is 'Id of the event in the reading.';

create table quantity_series (
    series_no integer not null,
    series_id varchar not null,
    story_no integer,
    unit varchar not null,
    casualty varchar,
    noun varchar not null,
    whose varchar
);
comment on table quantity_series is 'Things that are counted: the numbers of one series are about the same thing.';
comment on column quantity_series.series_no is 'Number inside this file.';
comment on column quantity_series.series_id is 'Id made from story, unit, casualty kind and whom it counts: q and 16 hexadecimal digits.';
comment on column quantity_series.story_no is 'The story in which it is counted.';
comment on column quantity_series.unit is 'What is counted.';
comment on column quantity_series.casualty is 'killed, wounded, missing, displaced or detained.';
comment on column quantity_series.noun is 'Stem of the noun: what makes units the same.';
comment on column quantity_series.whose is 'Country or registry key of those counted, where known.';

create table quantities (
    series_no integer not null,
    article_no integer not null,
    item varchar not null,
    counted boolean not null,
    low double,
    high double,
    words varchar not null,
    entity_no integer,
    published_day date,
    speaker_no integer,
    origin_no integer not null
);
comment on table quantities is 'Numbers as told: who gave which on what day.';
comment on column quantities.series_no is 'What is counted.';
comment on column quantities.article_no is 'The article.';
comment on column quantities.item is 'Id of the quantity in the reading.';
comment on column quantities.counted is 'Whether the article is current.';
comment on column quantities.low is 'Least value; empty where it is open.';
comment on column quantities.high is 'Greatest value; empty where it is open.';
comment on column quantities.words is 'The words of the text.';
comment on column quantities.entity_no is 'Who is counted, in entities.';
comment on column quantities.published_day is 'Publication of the article.';
comment on column quantities.speaker_no is 'Who gave it, in entities.';
comment on column quantities.origin_no is 'Whose word it is, in sources.';

create table non_responses (
    article_no integer not null,
    item varchar not null,
    counted boolean not null,
    entity_no integer,
    to_item varchar,
    published_day date
);
comment on table non_responses is 'Reported silence: who did not answer.';
comment on column non_responses.article_no is 'The article.';
comment on column non_responses.item is 'Id of the silence in the reading.';
comment on column non_responses.counted is 'Whether the article is current.';
comment on column non_responses.entity_no is 'Who stayed silent.';
comment on column non_responses.to_item is 'Id of the event that was not answered, in the reading.';
comment on column non_responses.published_day is 'Publication of the article.';

create table decisions (
    decision_no integer not null,
    decided_at timestamp not null,
    author varchar not null,
    action varchar not null,
    subjects varchar not null,
    reason varchar
);
comment on table decisions is 'What people decided: merges, splits, retractions. Later runs respect them.';
comment on column decisions.decision_no is 'From 1, in order.';
comment on column decisions.decided_at is 'When (UTC).';
comment on column decisions.author is 'Who.';
comment on column decisions.action is 'merge, split, retract or restore.';
comment on column decisions.subjects is 'JSON: the mentions that belong together or apart, as article_id/item, or the article.';
comment on column decisions.reason is 'Why.';

create table feeds (
    feed_url varchar not null,
    etag varchar,
    last_modified varchar,
    next_poll double not null,
    failures integer not null,
    last_error varchar,
    moved_to varchar,
    gone boolean not null,
    last_full double not null
);
comment on table feeds is 'Feeds that are watched, and where each stands; times are seconds since 1970 (UTC).';
comment on column feeds.feed_url is 'Address.';
comment on column feeds.etag is 'Validator of the last answer.';
comment on column feeds.last_modified is 'Validator of the last answer.';
comment on column feeds.next_poll is 'Not asked again before then.';
comment on column feeds.failures is 'Failures in a row.';
comment on column feeds.last_error is 'The last failure.';
comment on column feeds.moved_to is 'Where it has moved for good.';
comment on column feeds.gone is 'Whether the server says that it is gone for good.';
comment on column feeds.last_full is 'When it last answered with its items.';

create table feed_items (
    feed_url varchar not null,
    key varchar not null,
    url varchar,
    title varchar,
    published varchar,
    updated varchar,
    content_html varchar,
    content_text varchar,
    summary varchar,
    state varchar not null,
    attempts integer not null,
    next_attempt double not null,
    last_error varchar,
    first_seen double not null,
    last_change double not null
);
comment on table feed_items is 'Items seen in feeds, each taken in once; times are seconds since 1970 (UTC).';
comment on column feed_items.feed_url is 'The feed.';
comment on column feed_items.key is 'The id of the item in its feed, or its address.';
comment on column feed_items.url is 'Address of its page.';
comment on column feed_items.title is 'Its title.';
comment on column feed_items.published is 'Publication as the feed gives it.';
comment on column feed_items.updated is 'Last change as the feed gives it.';
comment on column feed_items.content_html is 'Its content, while it waits.';
comment on column feed_items.content_text is 'Its content, while it waits.';
comment on column feed_items.summary is 'Its summary, while it waits.';
comment on column feed_items.state is 'waiting, added or failed.';
comment on column feed_items.attempts is 'How often fetching it failed.';
comment on column feed_items.next_attempt is 'Not fetched again before then.';
comment on column feed_items.last_error is 'The last failure.';
comment on column feed_items.first_seen is 'When it was first seen.';
comment on column feed_items.last_change is 'When it last became waiting.';
