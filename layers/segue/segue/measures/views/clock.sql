-- How much the desk was open before each span begins (ms), and until when that holds. Without any span it is always open.
SELECT s.opens, s.closes,
  lead(s.opens, 1, TIMESTAMP '9999-01-01 00:00:00') OVER (ORDER BY s.opens) AS follows,
  coalesce(sum(date_diff('millisecond', s.opens, s.closes))
    OVER (ORDER BY s.opens ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before
FROM (
  SELECT o.opens, o.closes FROM opening AS o
  UNION ALL
  SELECT TIMESTAMP '1970-01-01 00:00:00', CASE WHEN count(*) = 0 THEN TIMESTAMP '9999-01-01 00:00:00'
    ELSE TIMESTAMP '1970-01-01 00:00:00' END
  FROM opening
) AS s
