-- Touches of the period that no order of the same person followed within {touch_days} days, in their order, one path a
-- person; the same in a row counts once.
SELECT p.*, max(p.position) OVER (PARTITION BY p.person) AS positions, max(p.touched) OVER (PARTITION BY p.person) AS time
FROM (
  SELECT n.*, row_number() OVER (PARTITION BY n.person ORDER BY n.touched, n.id) AS position
  FROM (
    SELECT t.id, t.person, t.time AS touched, t.touch,
      lag(t.touch) OVER (PARTITION BY t.person ORDER BY t.time, t.id) AS earlier
    FROM touches AS t
    LEFT JOIN orders AS o
      ON o.person = t.person AND o.time >= t.time AND o.time <= t.time + INTERVAL '{touch_days}' DAY
    WHERE o.purchase IS NULL AND t.time >= {since} AND t.time < {until}
  ) AS n
  WHERE n.earlier IS NULL OR n.earlier <> n.touch
) AS p
