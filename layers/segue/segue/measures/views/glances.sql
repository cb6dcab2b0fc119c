-- Looks at pages with the next one and the kinds of page before: the one sort of all views, so nothing else is in it.
SELECT person, date, time, page, device, source, lead(time) OVER way AS next_time,
  lag(time, 1) OVER way AS time_1, lag(time, 2) OVER way AS time_2, lag(time, 3) OVER way AS time_3,
  lag(page, 1) OVER way AS page_1, lag(page, 2) OVER way AS page_2, lag(page, 3) OVER way AS page_3
FROM (
  SELECT f.person, f.id, f.date, f.time, coalesce(f.page, '') AS page, coalesce(f.device, '') AS device, f.source
  FROM facts AS f
  WHERE f.kind = 'view' AND f.name IN ('Page Viewed', 'Screen Viewed') AND f.person <> 0 AND NOT f.history
) AS v
WINDOW way AS (PARTITION BY person ORDER BY time, id)
