-- What must hold inside a record. Each query gives one line for each thing that is wrong; `?` is how many are given.

-- name: versions of one document
select 'document ' || document_id || ': ' || count(*) || ' current versions' from articles
where status = 'current' group by document_id having count(*) > 1 order by document_id limit ?;

-- name: states of articles
select 'article ' || article_id || ': status ' || status || ' is unknown' from articles
where status not in ('current', 'superseded', 'retracted') order by article_no limit ?;

-- name: later versions
select 'article ' || a.article_id || ': is superseded, but by no later version of its document' from articles a
left join articles b on b.article_no = a.superseded_by and b.document_id = a.document_id and b.version > a.version
where a.status = 'superseded' and b.article_no is null order by a.article_no limit ?;

-- name: readings
select 'article ' || a.article_id || ': ' || count(r.article_no) || ' readings' from articles a
left join readings r using (article_no) group by a.article_no, a.article_id having count(r.article_no) <> 1
order by a.article_no limit ?;

-- name: vectors
select 'article ' || a.article_id || ': ' || count(v.article_no) || ' rows in vectors' from articles a
left join vectors v using (article_no) group by a.article_no, a.article_id having count(v.article_no) <> 1
order by a.article_no limit ?;

-- name: spans
select distinct on (m.article_no, m.item) 'article ' || a.article_id || ': ' || m.item || ' lies outside the text' from mentions m
join articles a using (article_no)
where not (0 <= m.start_char and m.start_char < m.end_char and m.end_char <= length(a.text))
order by m.article_no, m.item limit ?;

-- name: sentences
select 'article ' || a.article_id || ': the sentence of ' || m.item || ' lies outside the text' from event_mentions m
join articles a using (article_no)
where not (0 <= m.sentence_start and m.sentence_start <= m.sentence_end and m.sentence_end <= length(a.text))
order by m.article_no, m.item limit ?;

-- name: items of event reports
select 'article ' || a.article_id || ': no event ' || m.item || ' was read there' from event_mentions m
join articles a using (article_no) anti join (select article_no, item from mentions where kind = 'event') k
on k.article_no = m.article_no and k.item = m.item order by m.article_no, m.item limit ?;

-- name: items of claim reports
select 'article ' || a.article_id || ': no attribution ' || m.item || ' was read there' from claim_mentions m
join articles a using (article_no) anti join (select article_no, item from mentions where kind = 'attribution') k
on k.article_no = m.article_no and k.item = m.item order by m.article_no, m.item limit ?;

-- name: items of numbers
select 'article ' || a.article_id || ': no number ' || m.item || ' was read there' from quantities m
join articles a using (article_no) anti join (select article_no, item from mentions where kind = 'quantity') k
on k.article_no = m.article_no and k.item = m.item order by m.article_no, m.item limit ?;

-- name: reports that count
select 'article ' || a.article_id || ': is ' || a.status || ', but ' || m.item || if(m.counted, ' counts', ' does not count')
from (
    select article_no, item, counted from event_mentions union all select article_no, item, counted from claim_mentions
    union all select article_no, item, counted from quantities
    union all select article_no, item, counted from non_responses
) m join articles a using (article_no) where m.counted <> (a.status = 'current') order by m.article_no, m.item limit ?;

-- name: parties
select 'article ' || a.article_id || ': a party of ' || p.item || ' is of another event' from event_parties p
join articles a using (article_no) left join event_mentions m on m.article_no = p.article_no and m.item = p.item
where m.event_no is distinct from p.event_no order by p.article_no, p.item limit ?;

-- name: events without reports
select 'event ' || e.event_id || ': has no report' from events e anti join event_mentions m using (event_no)
where e.merged_into is null order by e.event_no limit ?;

-- name: merged events
select 'event ' || e.event_id || ': is merged, but has reports or leads to one that is merged too' from events e
left join events kept on kept.event_no = e.merged_into
where e.merged_into is not null and (kept.merged_into is not null or e.reports > 0
    or exists (select 1 from event_mentions m where m.event_no = e.event_no))
order by e.event_no limit ?;

-- name: claims without reports
select 'claim ' || c.claim_id || ': has no report' from claims c anti join claim_mentions m using (claim_no)
order by c.claim_no limit ?;

-- name: retractions
select 'article ' || a.article_id || ': the decision ' || d.action || ' is not respected' from (
    select unnest(subjects::json::varchar[]) as article_id, action, decision_no from decisions
    where action in ('retract', 'restore')
) d join articles a using (article_id)
qualify row_number() over (partition by a.article_id order by decision_no desc) = 1
    and (action = 'retract') <> (a.status = 'retracted') order by a.article_id limit ?;

-- name: rows of imported files
select 'file ' || f.name || ': of ' || f.rows_read || ' rows ' || (f.rows_new + f.rows_changed + f.rows_known + f.rows_malformed)
    || ' are told' from history_files f
where f.rows_read <> f.rows_new + f.rows_changed + f.rows_known + f.rows_malformed order by f.file_no limit ?;

-- name: malformed rows of imported files
select 'file ' || f.name || ': ' || f.rows_malformed || ' malformed rows, but ' || count(p.line) || ' are kept' from history_files f
left join history_problems p using (file_no) group by f.file_no, f.name, f.rows_malformed
having count(p.line) <> f.rows_malformed order by f.file_no limit ?;

-- name: rows of imported datasets
select 'dataset ' || d.dataset || ': ' || d.told || ' rows, but ' || count(h.row_id) || ' are there' from (
    select dataset_no, dataset, coalesce(sum(rows_new), 0)::bigint as told from history_datasets
    left join history_files using (dataset_no) group by all
) d
left join history_events h on h.dataset_no = d.dataset_no and h.part = 0 group by d.dataset_no, d.dataset, d.told
having count(h.row_id) <> d.told order by d.dataset_no limit ?;

-- name: datasets of imported rows
select distinct 'dataset ' || d.dataset || ': has rows of the file ' || f.name || ', which is another one''s' from history_events h
join history_files f using (file_no) join history_datasets d on d.dataset_no = h.dataset_no
where f.dataset_no <> h.dataset_no order by 1 limit ?;
