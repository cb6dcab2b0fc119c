-- One row for each look at a page, with what went wrong on it, the kinds of page before it with at most half an hour
-- between, and whether it was lost: no other look within half an hour and no order that day; at the checkout: no order.
SELECT g.person, g.page, g.device, g.source, g.time, t.rage, t.dead, t.field, t.slow,
  CASE WHEN g.time_1 >= g.time - INTERVAL '30' MINUTE THEN g.page_1 END AS page_1,
  CASE WHEN g.time_1 >= g.time - INTERVAL '30' MINUTE AND g.time_2 >= g.time_1 - INTERVAL '30' MINUTE THEN g.page_2 END AS page_2,
  CASE WHEN g.time_1 >= g.time - INTERVAL '30' MINUTE AND g.time_2 >= g.time_1 - INTERVAL '30' MINUTE
    AND g.time_3 >= g.time_2 - INTERVAL '30' MINUTE THEN g.page_3 END AS page_3,
  coalesce(o.time >= g.time, false) AS ordered,
  CASE WHEN g.page = 'thanks' OR coalesce(o.time >= g.time, false) THEN 0
    WHEN g.page = 'checkout' THEN 1
    WHEN g.next_time <= g.time + INTERVAL '30' MINUTE THEN 0 ELSE 1 END AS lost
FROM glances AS g
LEFT JOIN (
  SELECT s.person, s.time, max(CASE WHEN f.name = 'Rage Clicked' THEN f.element END) AS rage,
    max(CASE WHEN f.name = 'Dead Clicked' THEN f.element END) AS dead,
    max(CASE WHEN f.name = 'Form Error Shown' THEN f.field END) AS field,
    max(CASE WHEN f.name = 'Slow Page Viewed' THEN f.ms END) AS slow
  FROM facts AS f
  JOIN glances AS s ON s.person = f.person AND s.date = f.date AND s.time <= f.time
    AND coalesce(s.next_time, TIMESTAMP '9999-01-01 00:00:00') > f.time
  WHERE f.kind = 'friction' AND f.person <> 0 AND NOT f.history
  GROUP BY s.person, s.time
) AS t ON t.person = g.person AND t.time = g.time
LEFT JOIN (
  SELECT f.person, f.date, max(f.time) AS time FROM facts AS f
  WHERE f.kind = 'order' AND f.name = 'Order Completed' AND NOT f.history GROUP BY f.person, f.date
) AS o ON o.person = g.person AND o.date = g.date
