-- How much the desk was open before each span begins (ms), and until when that holds; one row for each day of a
-- conversation that it touches, so that a moment finds its own by its day. Without any span it is always open.
SELECT d.day, s.opens, s.closes, s.follows, s.before
FROM (
  SELECT o.opens, o.closes,
    lead(o.opens, 1, TIMESTAMP '9999-01-01 00:00:00') OVER (ORDER BY o.opens) AS follows,
    coalesce(sum(date_diff('millisecond', o.opens, o.closes))
      OVER (ORDER BY o.opens ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
  FROM (
    SELECT opening.opens, opening.closes FROM opening
    UNION ALL
    SELECT TIMESTAMP '1970-01-01 00:00:00', CASE WHEN count(*) = 0 THEN TIMESTAMP '9999-01-01 00:00:00'
      ELSE TIMESTAMP '1970-01-01 00:00:00' END
    FROM opening
  ) AS o
) AS s
JOIN (SELECT DISTINCT date_trunc('day', f.time) AS day FROM facts AS f WHERE f.kind = 'conversation') AS d
  ON s.opens < d.day + INTERVAL '1' DAY AND s.follows > d.day
