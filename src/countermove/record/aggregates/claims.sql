-- Everything a row of claims says, from its mentions; the claims are those in the table dirty_claims.
create or replace temp table claim_values as
-- Where no report counts any more, the row says what they said, and that none is left.
with reported as (
    select * from claim_mentions semi join dirty_claims using (claim_no)
    qualify counted or not bool_or(counted) over (partition by claim_no)
), best as (
    select * from reported
    qualify row_number() over (
        partition by claim_no order by kind = 'direct' desc, length(content) desc, article_no, item
    ) = 1
), sums as (
    select claim_no, (count(*) filter (counted))::integer as reports,
        (count(distinct publisher_no) filter (counted))::integer as publishers,
        (count(distinct origin_no) filter (counted))::integer as origins,
        min(published_day) as first_day, max(published_day) as last_day,
        arg_min(article_no, (published_day, article_no)) as first_article_no
    from reported group by claim_no
), denials as (
    select c.claim_no, count(distinct d.speaker_no)::integer as denied_by
    from reported c
    join claims on claims.claim_no = c.claim_no
    join claim_events ce on ce.article_no = c.article_no and ce.item = c.item
    join event_mentions told on told.article_no = ce.article_no and told.item = ce.event_item
    join event_mentions d on d.event_no = told.event_no
    where c.counted and d.counted and d.stance = 'denies' and told.stance <> 'denies' and d.speaker_no is not null
        and d.speaker_no is distinct from claims.speaker_no
    group by c.claim_no
)
select d.claim_no, b.content, s.first_day, s.last_day, s.reports, s.publishers, s.origins,
    coalesce(n.denied_by, 0) as denied_by,
    case
        when s.reports = 0 then 'withdrawn'
        when c.cue_class = 'deny' then 'denial'
        when n.denied_by > 0 then 'disputed'
        when s.origins > 1 then 'corroborated'
        else 'single-origin'
    end as status,
    a.story_no, b.article_no as best_article_no, b.item as best_item
from dirty_claims d
join claims c using (claim_no)
join best b using (claim_no)
join sums s using (claim_no)
left join denials n using (claim_no)
left join articles a on a.article_no = s.first_article_no;
