-- Each time that somebody's answer on a channel and purpose changed: `gained` 1 for a yes, -1 for a no after a yes or
-- where nothing was known. A yes after a yes and a no after a no are no change; nor is a no that opens.
SELECT c.person, c.time, c.until, c.channel, c.purpose, c.source, c.outcome,
  CASE WHEN c.outcome = 'granted' THEN 1 ELSE -1 END AS gained
FROM (
  SELECT a.*, lead(a.time) OVER (PARTITION BY a.person, a.channel, a.purpose ORDER BY a.time, a.id) AS until
  FROM (
    SELECT f.id, f.person, f.time, f.source, f.outcome,
      coalesce(f.channel, '') AS channel, coalesce(f.purpose, '') AS purpose,
      lag(f.outcome) OVER (PARTITION BY f.person, f.channel, f.purpose ORDER BY f.time, f.id) AS before
    FROM facts AS f
    WHERE f.kind = 'consent' AND f.outcome IN ('granted', 'withdrawn') AND f.person <> 0
  ) AS a
  WHERE a.outcome <> coalesce(a.before, 'withdrawn') OR (a.outcome = 'withdrawn' AND a.before IS NULL)
) AS c
