-- Views in users' words, with ids instead of numbers. Superseded and retracted articles are left out.

create view all_events as
select e.event_no, e.event_id, e.first_day, e.last_day, e.time_inferred, e.event_type, e.mode, e.actors, e.actor_codes, e.recipients,
    e.recipient_codes, p.name as place, p.admin1, p.country as place_country, p.lat, p.lon, e.factuality, e.confidence,
    e.score, e.quad, e.cameo, e.contexts, e.status, e.reports, e.articles, e.publishers, e.origins, e.confirmed_by,
    e.denied_by, e.first_reported, e.last_reported, s.story_id, a.article_id as best_article_id, e.best_item,
    a.title, a.url
from events e
left join places p on p.place_no = e.place_no
left join stories s on s.story_no = e.story_no
left join articles a on a.article_no = e.best_article_no
where e.merged_into is null;
comment on view all_events is 'Events with their places, stories and best reports, also those that no current article tells (withdrawn).';
comment on column all_events.event_no is 'Number inside this file.';
comment on column all_events.event_id is 'Id made from the first mention: e and 16 hexadecimal digits; it stays when reports join or leave.';
comment on column all_events.first_day is 'First day it may have happened on.';
comment on column all_events.last_day is 'Last day it may have happened on.';
comment on column all_events.time_inferred is 'Whether the day is only that of publication.';
comment on column all_events.event_type is 'PLOVER event type.';
comment on column all_events.mode is 'PLOVER mode.';
comment on column all_events.actors is 'Names of the actors, separated by semicolons.';
comment on column all_events.actor_codes is 'Countries of the actors, separated by blanks.';
comment on column all_events.recipients is 'Names of the recipients, separated by semicolons.';
comment on column all_events.recipient_codes is 'Countries of the recipients, separated by blanks.';
comment on column all_events.place is 'Where it happened.';
comment on column all_events.admin1 is 'Province or state of the place.';
comment on column all_events.place_country is 'Country of the place, ISO 3166-1 alpha-3.';
comment on column all_events.lat is 'Latitude of the place, WGS84 degrees.';
comment on column all_events.lon is 'Longitude of the place, WGS84 degrees.';
comment on column all_events.factuality is 'FactBank value of the best report.';
comment on column all_events.confidence is 'Confidence of the coding of the best report, 0 to 1.';
comment on column all_events.score is 'PLOVER conflict-cooperation score, -10 to 10.';
comment on column all_events.quad is 'verbal or material, cooperation or conflict.';
comment on column all_events.cameo is 'CAMEO code.';
comment on column all_events.contexts is 'PLOVER contexts, separated by blanks.';
comment on column all_events.status is 'single-origin, corroborated, confirmed, disputed, denied, open (told as planned or possible only) or withdrawn (no current article tells it).';
comment on column all_events.reports is 'Mentions of it in current articles; 0 when all were retracted.';
comment on column all_events.articles is 'Current articles that tell it.';
comment on column all_events.publishers is 'Publishers of these.';
comment on column all_events.origins is 'Independent origins among the reports that tell it as having happened.';
comment on column all_events.confirmed_by is 'Parties that confirm it against their interest.';
comment on column all_events.denied_by is 'Sources that deny it.';
comment on column all_events.first_reported is 'Publication of its first report.';
comment on column all_events.last_reported is 'Publication of its last report.';
comment on column all_events.story_id is 'The story of its first report.';
comment on column all_events.best_article_id is 'Article of the report that speaks for the event.';
comment on column all_events.best_item is 'Id of that report in the reading of its article.';
comment on column all_events.title is 'Headline of that article.';
comment on column all_events.url is 'Address of that article.';

create view who_did_what as select * from all_events where reports > 0;
comment on view who_did_what is 'Events with their places, stories and best reports.';
comment on column who_did_what.event_no is 'Number inside this file.';
comment on column who_did_what.event_id is 'Id made from the first mention: e and 16 hexadecimal digits; it stays when reports join or leave.';
comment on column who_did_what.first_day is 'First day it may have happened on.';
comment on column who_did_what.last_day is 'Last day it may have happened on.';
comment on column who_did_what.time_inferred is 'Whether the day is only that of publication.';
comment on column who_did_what.event_type is 'PLOVER event type.';
comment on column who_did_what.mode is 'PLOVER mode.';
comment on column who_did_what.actors is 'Names of the actors, separated by semicolons.';
comment on column who_did_what.actor_codes is 'Countries of the actors, separated by blanks.';
comment on column who_did_what.recipients is 'Names of the recipients, separated by semicolons.';
comment on column who_did_what.recipient_codes is 'Countries of the recipients, separated by blanks.';
comment on column who_did_what.place is 'Where it happened.';
comment on column who_did_what.admin1 is 'Province or state of the place.';
comment on column who_did_what.place_country is 'Country of the place, ISO 3166-1 alpha-3.';
comment on column who_did_what.lat is 'Latitude of the place, WGS84 degrees.';
comment on column who_did_what.lon is 'Longitude of the place, WGS84 degrees.';
comment on column who_did_what.factuality is 'FactBank value of the best report.';
comment on column who_did_what.confidence is 'Confidence of the coding of the best report, 0 to 1.';
comment on column who_did_what.score is 'PLOVER conflict-cooperation score, -10 to 10.';
comment on column who_did_what.quad is 'verbal or material, cooperation or conflict.';
comment on column who_did_what.cameo is 'CAMEO code.';
comment on column who_did_what.contexts is 'PLOVER contexts, separated by blanks.';
comment on column who_did_what.status is 'single-origin, corroborated, confirmed, disputed, denied, open (told as planned or possible only) or withdrawn (no current article tells it).';
comment on column who_did_what.reports is 'Mentions of it in current articles; 0 when all were retracted.';
comment on column who_did_what.articles is 'Current articles that tell it.';
comment on column who_did_what.publishers is 'Publishers of these.';
comment on column who_did_what.origins is 'Independent origins among the reports that tell it as having happened.';
comment on column who_did_what.confirmed_by is 'Parties that confirm it against their interest.';
comment on column who_did_what.denied_by is 'Sources that deny it.';
comment on column who_did_what.first_reported is 'Publication of its first report.';
comment on column who_did_what.last_reported is 'Publication of its last report.';
comment on column who_did_what.story_id is 'The story of its first report.';
comment on column who_did_what.best_article_id is 'Article of the report that speaks for the event.';
comment on column who_did_what.best_item is 'Id of that report in the reading of its article.';
comment on column who_did_what.title is 'Headline of that article.';
comment on column who_did_what.url is 'Address of that article.';

create view reports as
select e.event_id, a.article_id, m.item, m.published_day, b.name as publisher, o.name as origin, o.kind as origin_kind,
    m.event_type, m.mode, m.actors, m.recipients, m.factuality, m.polarity, m.stance, n.name as speaker, m.score,
    m.reason, m.decided_by, m.sentence_start, m.sentence_end,
    substr(a.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) as sentence, a.title, a.url
from event_mentions m
join events e on e.event_no = m.event_no
join articles a on a.article_no = m.article_no
left join sources b on b.source_no = m.publisher_no
left join sources o on o.source_no = m.origin_no
left join entities n on n.entity_no = m.speaker_no
where m.counted;
comment on view reports is 'Each report of each event: who reports it, on whose word, in which sentence, and why it was put there.';
comment on column reports.event_id is 'The event.';
comment on column reports.article_id is 'The article.';
comment on column reports.item is 'Id of the event in the reading of the article.';
comment on column reports.published_day is 'Publication of the article.';
comment on column reports.publisher is 'Publisher of the article.';
comment on column reports.origin is 'Whose word it is: the named speaker or agency it is attributed to, else the newsroom behind the article.';
comment on column reports.origin_kind is 'publisher, agency, speaker, or article (one whose publisher is not known).';
comment on column reports.event_type is 'PLOVER event type as this article tells it.';
comment on column reports.mode is 'PLOVER mode.';
comment on column reports.actors is 'Names of the actors, separated by semicolons.';
comment on column reports.recipients is 'Names of the recipients, separated by semicolons.';
comment on column reports.factuality is 'FactBank value.';
comment on column reports.polarity is 'happened, denied (told as not having happened) or open (planned, possible, asked for).';
comment on column reports.stance is 'tells, confirms (a party, against its interest) or denies.';
comment on column reports.speaker is 'Whom it is attributed to.';
comment on column reports.score is 'Probability that it tells this event, 0 to 1; 1 for the first report.';
comment on column reports.reason is 'What the reports share.';
comment on column reports.decided_by is 'model, or who decided.';
comment on column reports.sentence_start is 'First character of its sentence.';
comment on column reports.sentence_end is 'Character after the last of its sentence.';
comment on column reports.sentence is 'Its sentence.';
comment on column reports.title is 'Headline of the article.';
comment on column reports.url is 'Address of the article.';

create view who_said_what as
select c.claim_no, c.claim_id, c.first_day, c.last_day, c.speaker, n.entity_id as speaker_id, n.country as speaker_country,
    c.cue_class, c.content, c.status, c.reports, c.publishers, c.origins, c.denied_by, s.story_id,
    a.article_id as best_article_id, c.best_item, a.title, a.url
from claims c
left join entities n on n.entity_no = c.speaker_no
left join stories s on s.story_no = c.story_no
left join articles a on a.article_no = c.best_article_no
where c.reports > 0;
comment on view who_said_what is 'Claims with their speakers and best reports.';
comment on column who_said_what.claim_no is 'Number inside this file.';
comment on column who_said_what.claim_id is 'Id made from the first report: c and 16 hexadecimal digits.';
comment on column who_said_what.first_day is 'First publication.';
comment on column who_said_what.last_day is 'Last publication.';
comment on column who_said_what.speaker is 'Name of the speaker.';
comment on column who_said_what.speaker_id is 'Id of the speaker, in entities.';
comment on column who_said_what.speaker_country is 'Country of the speaker, ISO 3166-1 alpha-3, or a PLOVER code.';
comment on column who_said_what.cue_class is 'assert, confirm, deny, accuse, warn, promise, demand, ask, believe, know or doubt.';
comment on column who_said_what.content is 'The words, from the fullest report.';
comment on column who_said_what.status is 'single-origin, corroborated (two newsrooms or more heard it), disputed, denial or withdrawn.';
comment on column who_said_what.reports is 'Mentions in current articles.';
comment on column who_said_what.publishers is 'Publishers that carry it.';
comment on column who_said_what.origins is 'Independent newsrooms that carry it.';
comment on column who_said_what.denied_by is 'Other speakers who deny an event that it asserts.';
comment on column who_said_what.story_id is 'The story of its first report.';
comment on column who_said_what.best_article_id is 'Article of the fullest report.';
comment on column who_said_what.best_item is 'Id of that report in the reading.';
comment on column who_said_what.title is 'Headline of that article.';
comment on column who_said_what.url is 'Address of that article.';

create view numbers_over_time as
select s.series_id, t.story_id, s.unit, s.casualty, s.whose, n.name as counted, q.published_day, q.low, q.high, q.words,
    k.name as said_by, o.name as origin, a.article_id, q.item, a.url
from quantities q
join quantity_series s on s.series_no = q.series_no
join articles a on a.article_no = q.article_no
left join stories t on t.story_no = s.story_no
left join entities n on n.entity_no = q.entity_no
left join entities k on k.entity_no = q.speaker_no
left join sources o on o.source_no = q.origin_no
where q.counted;
comment on view numbers_over_time is 'Numbers of one counted thing, as they were told from day to day.';
comment on column numbers_over_time.series_id is 'The counted thing.';
comment on column numbers_over_time.story_id is 'The story in which it is counted.';
comment on column numbers_over_time.unit is 'What is counted.';
comment on column numbers_over_time.casualty is 'killed, wounded, missing, displaced or detained.';
comment on column numbers_over_time.whose is 'Country or registry key of those counted, where known.';
comment on column numbers_over_time.counted is 'Who is counted.';
comment on column numbers_over_time.published_day is 'Publication of the article.';
comment on column numbers_over_time.low is 'Least value; empty where it is open.';
comment on column numbers_over_time.high is 'Greatest value; empty where it is open.';
comment on column numbers_over_time.words is 'The words of the text.';
comment on column numbers_over_time.said_by is 'Who gave the number.';
comment on column numbers_over_time.origin is 'Whose word it is.';
comment on column numbers_over_time.article_id is 'The article.';
comment on column numbers_over_time.item is 'Id of the quantity in the reading.';
comment on column numbers_over_time.url is 'Address of the article.';

create view silences as
select a.article_id, r.item, r.published_day, n.name as who, n.country, e.event_id as towards, a.title, a.url
from non_responses r
join articles a on a.article_no = r.article_no
left join entities n on n.entity_no = r.entity_no
left join event_mentions m on m.article_no = r.article_no and m.item = r.to_item
left join events e on e.event_no = m.event_no
where r.counted;
comment on view silences is 'Who was reported not to have answered what.';
comment on column silences.article_id is 'The article.';
comment on column silences.item is 'Id of the silence in the reading.';
comment on column silences.published_day is 'Publication of the article.';
comment on column silences.who is 'Who stayed silent.';
comment on column silences.country is 'Country of who stayed silent.';
comment on column silences.towards is 'The event that was not answered.';
comment on column silences.title is 'Headline of the article.';
comment on column silences.url is 'Address of the article.';

create view names as
select n.entity_id, n.name, n.kind, n.country, m.alias, m.form, count(*) as articles, min(a.article_id) as in_article,
    any_value(m.reason order by m.article_no) as reason
from entity_mentions m
join entities n on n.entity_no = m.entity_no
join articles a on a.article_no = m.article_no
where a.status = 'current'
group by all;
comment on view names is 'Names used for each entity, with an article that uses them and why they were taken for it.';
comment on column names.entity_id is 'Key in the actor registry, or n and 16 hexadecimal digits made from the name.';
comment on column names.name is 'Name, as the registry or the first article has it.';
comment on column names.kind is 'person, state, organization, group, bloc, place or unknown.';
comment on column names.country is 'ISO 3166-1 alpha-3, or a PLOVER code such as UNO, IGO, NGO.';
comment on column names.alias is 'The fullest name used for it in an article.';
comment on column names.form is 'name, title, nominal or pronoun: what the alias is.';
comment on column names.articles is 'Current articles that use this name for it.';
comment on column names.in_article is 'One of these articles.';
comment on column names.reason is 'Why the name was taken for it.';

create view coverage as
select b.source_id, b.name, b.kind, count(*) as articles, count(*) filter (a.copy_of is not null) as copies,
    min(a.published_day) as first_day, max(a.published_day) as last_day
from articles a
join sources b on b.source_no = a.source_no
where a.status = 'current'
group by all;
comment on view coverage is 'What each publisher contributes, and how much of it is copied.';
comment on column coverage.source_id is 'Id made from kind and name, or the registry key or the country of a speaker: o and 16 hexadecimal digits.';
comment on column coverage.name is 'Name.';
comment on column coverage.kind is 'publisher, agency, speaker, or article (one whose publisher is not known).';
comment on column coverage.articles is 'Current articles.';
comment on column coverage.copies is 'How many of these copy another one.';
comment on column coverage.first_day is 'First publication.';
comment on column coverage.last_day is 'Last publication.';
