-- Views in users' words, with ids instead of numbers. Superseded and retracted articles are left out.

create view who_did_what as
select e.event_no, e.event_id, e.first_day, e.last_day, e.time_inferred, e.event_type, e.mode, e.actors, e.actor_codes, e.recipients,
    e.recipient_codes, p.name as place, p.admin1, p.country as place_country, p.lat, p.lon, e.factuality, e.confidence,
    e.score, e.quad, e.cameo, e.contexts, e.status, e.reports, e.articles, e.publishers, e.origins, e.confirmed_by,
    e.denied_by, e.first_reported, e.last_reported, s.story_id, a.article_id as best_article_id, e.best_item,
    a.title, a.url
from events e
left join places p on p.place_no = e.place_no
left join stories s on s.story_no = e.story_no
left join articles a on a.article_no = e.best_article_no
where e.merged_into is null and e.reports > 0;
comment on view who_did_what is 'Events with their places, stories and best reports.';

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

create view silences as
select a.article_id, r.item, r.published_day, n.name as who, n.country, e.event_id as towards, a.title, a.url
from non_responses r
join articles a on a.article_no = r.article_no
left join entities n on n.entity_no = r.entity_no
left join event_mentions m on m.article_no = r.article_no and m.item = r.to_item
left join events e on e.event_no = m.event_no
where r.counted;
comment on view silences is 'Who was reported not to have answered what.';

create view names as
select n.entity_id, n.name, n.kind, n.country, m.alias, m.form, count(*) as articles, min(a.article_id) as in_article,
    any_value(m.reason order by m.article_no) as reason
from entity_mentions m
join entities n on n.entity_no = m.entity_no
join articles a on a.article_no = m.article_no
where a.status = 'current'
group by all;
comment on view names is 'Names used for each entity, with an article that uses them and why they were taken for it.';

create view coverage as
select b.source_id, b.name, b.kind, count(*) as articles, count(*) filter (a.copy_of is not null) as copies,
    min(a.published_day) as first_day, max(a.published_day) as last_day
from articles a
join sources b on b.source_no = a.source_no
where a.status = 'current'
group by all;
comment on view coverage is 'What each publisher contributes, and how much of it is copied.';
