-- Everything a row of events says, from its mentions; the events are those in the table dirty_events.
create or replace temp table event_values as
with counted as (
    select * from event_mentions semi join dirty_events using (event_no) where counted
), types as (
    select event_no, event_type, count(*) as times, max(confidence) as surest, min(article_no) as earliest
    from counted group by event_no, event_type
), main_type as (
    select event_no, event_type from types
    qualify row_number() over (partition by event_no order by times desc, surest desc, earliest, event_type) = 1
), best as (
    select counted.* from counted join main_type using (event_no)
    qualify row_number() over (
        partition by event_no
        order by counted.event_type = main_type.event_type desc, polarity = 'happened' desc, polarity = 'denied' desc,
            (actors <> '')::integer + (recipients <> '')::integer desc, time_inferred, confidence desc,
            article_no, item
    ) = 1
), sums as (
    select event_no, count(*)::integer as reports, count(distinct article_no)::integer as articles,
        count(distinct publisher_no)::integer as publishers,
        (count(distinct origin_no) filter (polarity = 'happened'))::integer as origins,
        (count(distinct speaker_no) filter (stance = 'confirms'))::integer as confirmed_by,
        (count(distinct origin_no) filter (stance = 'denies'))::integer as denied_by,
        (count(*) filter (polarity = 'happened'))::integer as tells,
        min(published_day) as first_reported, max(published_day) as last_reported,
        arg_min(article_no, (published_day, article_no)) as first_article_no
    from counted group by event_no
)
select d.event_no, b.event_type, b.mode, b.contexts, b.cameo, b.goldstein as score, b.quad, b.first_day, b.last_day,
    b.time_inferred, b.actor_codes, b.recipient_codes, b.actors, b.recipients, b.place_no, b.factuality, b.confidence,
    coalesce(s.reports, 0) as reports, coalesce(s.articles, 0) as articles, coalesce(s.publishers, 0) as publishers,
    coalesce(s.origins, 0) as origins, coalesce(s.confirmed_by, 0) as confirmed_by,
    coalesce(s.denied_by, 0) as denied_by,
    case
        when s.event_no is null then 'withdrawn'
        when s.confirmed_by > 0 then 'confirmed'
        when s.denied_by > 0 and s.tells > 0 then 'disputed'
        when s.denied_by > 0 then 'denied'
        when s.tells = 0 then 'open'
        when s.origins > 1 then 'corroborated'
        else 'single-origin'
    end as status,
    s.first_reported, s.last_reported, a.story_no, b.article_no as best_article_no, b.item as best_item
from dirty_events d
left join best b using (event_no)
left join sums s using (event_no)
left join articles a on a.article_no = s.first_article_no;
