-- Everything a row of events says, from its mentions; the events are those in the table dirty_events.
create or replace temp table event_values as
-- Where no report counts any more, the row says what they said, and that none is left.
with reported as (
    select * from event_mentions semi join dirty_events using (event_no)
    qualify counted or not bool_or(counted) over (partition by event_no)
), types as (
    select event_no, event_type, count(*) as times, max(confidence) as surest, min(article_no) as earliest
    from reported group by event_no, event_type
), main_type as (
    select event_no, event_type from types
    qualify row_number() over (partition by event_no order by times desc, surest desc, earliest, event_type) = 1
), best as (
    select reported.* from reported join main_type using (event_no)
    qualify row_number() over (
        partition by event_no
        order by reported.event_type = main_type.event_type desc, polarity = 'happened' desc, polarity = 'denied' desc,
            (actors <> '')::integer + (recipients <> '')::integer desc, time_inferred, confidence desc,
            article_no, item
    ) = 1
), sums as (
    select event_no, (count(*) filter (counted))::integer as reports,
        (count(distinct article_no) filter (counted))::integer as articles,
        (count(distinct publisher_no) filter (counted))::integer as publishers,
        (count(distinct origin_no) filter (counted and polarity = 'happened'))::integer as origins,
        (count(distinct speaker_no) filter (counted and stance = 'confirms'))::integer as confirmed_by,
        (count(distinct origin_no) filter (counted and stance = 'denies'))::integer as denied_by,
        (count(*) filter (counted and polarity = 'happened'))::integer as tells,
        min(published_day) as first_reported, max(published_day) as last_reported,
        arg_min(article_no, (published_day, article_no)) as first_article_no
    from reported group by event_no
)
select d.event_no, b.event_type, b.mode, b.contexts, b.cameo, b.goldstein as score, b.quad, b.first_day, b.last_day,
    b.time_inferred, b.actor_codes, b.recipient_codes, b.actors, b.recipients, b.place_no, b.factuality, b.confidence,
    s.reports, s.articles, s.publishers, s.origins, s.confirmed_by, s.denied_by,
    case
        when s.reports = 0 then 'withdrawn'
        when s.confirmed_by > 0 then 'confirmed'
        when s.denied_by > 0 and s.tells > 0 then 'disputed'
        when s.denied_by > 0 then 'denied'
        when s.tells = 0 then 'open'
        when s.origins > 1 then 'corroborated'
        else 'single-origin'
    end as status,
    s.first_reported, s.last_reported, a.story_no, b.article_no as best_article_no, b.item as best_item
from dirty_events d
join best b using (event_no)
join sums s using (event_no)
left join articles a on a.article_no = s.first_article_no;
