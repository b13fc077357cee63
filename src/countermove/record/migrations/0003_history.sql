-- Events of other datasets (ICEWS, POLECAT, GDELT, ACLED), imported so that forecasts and comparisons have decades behind them.

create table history_datasets (
    dataset_no integer not null,
    dataset varchar not null,
    format varchar not null
);
comment on table history_datasets is 'Datasets of events that others coded.';
comment on column history_datasets.dataset_no is 'Number inside this file.';
comment on column history_datasets.dataset is 'Name.';
comment on column history_datasets.format is 'icews, polecat, gdelt1, gdelt2 or acled.';

create table history_files (
    file_no integer not null,
    dataset_no integer not null,
    name varchar not null,
    checksum varchar not null,
    bytes bigint not null,
    line_reached bigint not null,
    offset_reached bigint not null,
    complete boolean not null,
    rows_read bigint not null,
    rows_new bigint not null,
    rows_changed bigint not null,
    rows_known bigint not null,
    rows_malformed bigint not null,
    imported_at timestamp not null
);
comment on table history_files is 'Files that datasets came from, and how far each was read.';
comment on column history_files.file_no is 'Number inside this file.';
comment on column history_files.dataset_no is 'The dataset, in history_datasets.';
comment on column history_files.name is 'Name of the file, and of the member of a zip file.';
comment on column history_files.checksum is 'BLAKE2b of the file as it was, 32 hexadecimal digits.';
comment on column history_files.bytes is 'Size of the file as it was.';
comment on column history_files.line_reached is 'Last line that is stored.';
comment on column history_files.offset_reached is 'Bytes up to there, unpacked; 0 where rows go over several lines (ACLED).';
comment on column history_files.complete is 'Whether its end was reached; an import that was cut off goes on when it is started again.';
comment on column history_files.rows_read is 'Rows read; the next four add up to it.';
comment on column history_files.rows_new is 'Rows that were not there before.';
comment on column history_files.rows_changed is 'Rows that took the place of an earlier version.';
comment on column history_files.rows_known is 'Rows that were there already, or in a later version.';
comment on column history_files.rows_malformed is 'Rows that could not be read; they stand in history_problems.';
comment on column history_files.imported_at is 'When its import began (UTC).';

create table history_problems (
    file_no integer not null,
    line bigint not null,
    kind varchar not null,
    reason varchar not null
);
comment on table history_problems is 'Malformed rows of imported files.';
comment on column history_problems.file_no is 'The file, in history_files.';
comment on column history_problems.line is 'Line where the row begins, from 1.';
comment on column history_problems.kind is 'What is wrong, without the values of this row.';
comment on column history_problems.reason is 'What is wrong.';

create table history_events (
    dataset_no integer not null,
    file_no integer not null,
    line bigint not null,
    row_id varchar not null,
    part integer not null,
    revision bigint not null,
    day date not null,
    actor varchar,
    actor_code varchar,
    actor_sectors varchar,
    recipient varchar,
    recipient_code varchar,
    recipient_sectors varchar,
    event_type varchar,
    mode varchar,
    cameo varchar,
    quad varchar,
    score double,
    own_score double,
    directed boolean not null,
    country varchar,
    place varchar,
    lat double,
    lon double,
    source varchar
);
comment on table history_events is 'Acts of other datasets: one row for each actor towards each recipient of one of their rows.';
comment on column history_events.dataset_no is 'The dataset, in history_datasets.';
comment on column history_events.file_no is 'The file that this version of the row came from, in history_files.';
comment on column history_events.line is 'Line of that file where the row begins, from 1.';
comment on column history_events.row_id is 'Id of the row in its dataset; for ICEWS, whose ids are not unique, id and day.';
comment on column history_events.part is 'Counts the acts of one row, from 0.';
comment on column history_events.revision is 'Grows from version to version of a row, where the dataset tells it (timestamp of ACLED, DATEADDED of GDELT); else 0.';
comment on column history_events.day is 'Day of the event.';
comment on column history_events.actor is 'Who acts, as the dataset names it.';
comment on column history_events.actor_code is 'Country of the actor, ISO 3166-1 alpha-3, or a PLOVER code such as UNO, IGO, NGO.';
comment on column history_events.actor_sectors is 'PLOVER sector codes of the actor, separated by blanks, primary first.';
comment on column history_events.recipient is 'Who is acted on.';
comment on column history_events.recipient_code is 'Country of the recipient, or a PLOVER code.';
comment on column history_events.recipient_sectors is 'PLOVER sector codes of the recipient.';
comment on column history_events.event_type is 'PLOVER event type; empty where PLOVER has none (statements, changes of groups).';
comment on column history_events.mode is 'PLOVER mode.';
comment on column history_events.cameo is 'CAMEO code, where the dataset has one.';
comment on column history_events.quad is 'verbal or material, cooperation or conflict.';
comment on column history_events.score is 'PLOVER conflict-cooperation score of type and mode, -10 to 10.';
comment on column history_events.own_score is 'Score that the dataset gives (intensity, Goldstein).';
comment on column history_events.directed is 'Whether actor and recipient can be told apart; false for battles of ACLED.';
comment on column history_events.country is 'Country of the place, ISO 3166-1 alpha-3.';
comment on column history_events.place is 'Where it happened, as the dataset names it.';
comment on column history_events.lat is 'Latitude of the place, WGS84 degrees.';
comment on column history_events.lon is 'Longitude of the place, WGS84 degrees.';
comment on column history_events.source is 'Publisher, source or address that the dataset names.';

create view all_acts as
with parties as (
    -- one row for each country of a side, or name where there is no country, so that an event counts once for a pair
    select p.article_no, p.item, p.role, n.entity_no, n.name, n.country, n.sectors
    from (select distinct article_no, item, role, entity_no from event_parties) p
    join entities n on n.entity_no = p.entity_no
    qualify row_number() over (
        partition by p.article_no, p.item, p.role, coalesce(n.country, '-' || n.name) order by n.entity_no
    ) = 1
), told as (
    select * from events
    where merged_into is null and status in ('single-origin', 'corroborated', 'confirmed', 'disputed')
)
select e.first_day as day, a.name as actor, a.country as actor_code, a.sectors as actor_sectors, r.name as recipient,
    r.country as recipient_code, r.sectors as recipient_sectors, e.event_type, e.mode, e.cameo, e.quad, e.score,
    true as directed, p.country, p.name as place, p.lat, p.lon, 'record' as dataset, e.event_id
from told e
left join parties a on a.article_no = e.best_article_no and a.item = e.best_item and a.role = 'actor'
left join parties r on r.article_no = e.best_article_no and r.item = e.best_item and (
    r.role = 'recipient'
    -- those who talk, agree or work with one another are all actors
    or (r.role = 'actor' and r.entity_no <> a.entity_no and e.recipients = '' and e.event_type in ('AGREE', 'CONSULT', 'COOPERATE'))
)
left join places p on p.place_no = e.place_no
union all by name
select h.day, h.actor, h.actor_code, h.actor_sectors, h.recipient, h.recipient_code, h.recipient_sectors, h.event_type,
    h.mode, h.cameo, h.quad, h.score, h.directed, h.country, h.place, h.lat, h.lon, d.dataset, h.row_id as event_id
from history_events h
join history_datasets d on d.dataset_no = h.dataset_no
where h.event_type is not null;
comment on view all_acts is 'Who did what to whom, on what day: events of this record told as having happened, and acts of imported datasets, one row for each actor towards each recipient.';
comment on column all_acts.day is 'Day it happened on, the first where it may be several.';
comment on column all_acts.actor is 'Who acts.';
comment on column all_acts.actor_code is 'Country of the actor, ISO 3166-1 alpha-3, or a PLOVER code such as UNO, IGO, NGO.';
comment on column all_acts.actor_sectors is 'PLOVER sector codes of the actor, separated by blanks, primary first.';
comment on column all_acts.recipient is 'Who is acted on.';
comment on column all_acts.recipient_code is 'Country of the recipient, or a PLOVER code.';
comment on column all_acts.recipient_sectors is 'PLOVER sector codes of the recipient.';
comment on column all_acts.event_type is 'PLOVER event type.';
comment on column all_acts.mode is 'PLOVER mode.';
comment on column all_acts.cameo is 'CAMEO code, where there is one.';
comment on column all_acts.quad is 'verbal or material, cooperation or conflict.';
comment on column all_acts.score is 'PLOVER conflict-cooperation score of type and mode, -10 to 10.';
comment on column all_acts.directed is 'Whether actor and recipient can be told apart.';
comment on column all_acts.country is 'Country of the place, ISO 3166-1 alpha-3.';
comment on column all_acts.place is 'Where it happened.';
comment on column all_acts.lat is 'Latitude of the place, WGS84 degrees.';
comment on column all_acts.lon is 'Longitude of the place, WGS84 degrees.';
comment on column all_acts.dataset is 'record for events of this record, else the name of the imported dataset.';
comment on column all_acts.event_id is 'Id of the event, or of the row in its dataset; one event may have several rows here.';
