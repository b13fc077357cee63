-- Everything a row of stories says, from its articles; the stories are those in the table dirty_stories.
create or replace temp table story_values as
with members as (
    select a.* from articles a semi join dirty_stories using (story_no) where a.status = 'current'
), headline as (
    select story_no, title, article_no from members where title is not null
    qualify row_number() over (partition by story_no order by story_score desc, article_no) = 1
), told as (
    select m.story_no, e.article_no, e.item, e.place_no from members m join event_mentions e using (article_no)
), acting as (
    select t.story_no, n.name, count(*) as times, min(n.entity_no) as entity_no
    from told t
    join event_parties p on p.article_no = t.article_no and p.item = t.item
    join entities n on n.entity_no = p.entity_no
    where n.ref is not null or n.entity_id like 'n%' and n.kind <> 'unknown'
    group by t.story_no, n.name
    qualify row_number() over (partition by t.story_no order by times desc, min(n.entity_no)) <= 4
), actors as (
    select story_no, string_agg(name, '; ' order by times desc, entity_no) as actors from acting group by story_no
), scene as (
    select story_no, place_no from told where place_no is not null group by story_no, place_no
    qualify row_number() over (partition by story_no order by count(*) desc, place_no) = 1
)
select d.story_no, h.title as headline, h.article_no as headline_article_no, c.actors, p.place_no, s.first_day,
    s.last_day, coalesce(s.articles, 0) as articles, coalesce(s.publishers, 0) as publishers,
    coalesce(s.origins, 0) as origins
from dirty_stories d
left join headline h using (story_no)
left join actors c using (story_no)
left join scene p using (story_no)
left join (
    select story_no, min(published_day) as first_day, max(published_day) as last_day, count(*)::integer as articles,
        count(distinct source_no)::integer as publishers, count(distinct origin_no)::integer as origins
    from members group by story_no
) s using (story_no);
