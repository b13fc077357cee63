-- The row of an event that became part of another: it only leads there.
update events set event_type = '', mode = null, contexts = null, cameo = null, score = null, quad = null,
    first_day = null, last_day = null, time_inferred = null, actor_codes = '', recipient_codes = '', actors = '',
    recipients = '', place_no = null, factuality = '', confidence = 0, reports = 0, articles = 0, publishers = 0,
    origins = 0, confirmed_by = 0, denied_by = 0, status = 'withdrawn', first_reported = null, last_reported = null,
    story_no = null, best_article_no = null, best_item = null
where event_no = ?;
