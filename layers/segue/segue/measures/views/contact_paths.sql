-- What came before each contact of the period, since the contact before and at most {touch_days} days: visits, messages,
-- visits to the store and orders, in their order; the same one in a row counts once. Where there was nothing it is one
-- row with the touch `unknown`.
SELECT p.*, max(p.position) OVER (PARTITION BY p.contact) AS positions
FROM (
  SELECT n.*, row_number() OVER (PARTITION BY n.contact ORDER BY n.touched, n.id) AS position
  FROM (
    SELECT c.id AS contact, c.person, c.time, c.channel, c.topic, c.touch AS ending, t.id, t.time AS touched,
      coalesce(t.touch, 'unknown') AS touch,
      lag(t.touch) OVER (PARTITION BY c.id ORDER BY t.time, t.id) AS earlier
    FROM (
      SELECT k.*, lag(k.time) OVER (PARTITION BY k.person ORDER BY k.time, k.id) AS former
      FROM contacts AS k
    ) AS c
    LEFT JOIN (
      SELECT b.id, b.person, b.time, b.touch FROM touches AS b WHERE b.what NOT IN ('call', 'contact')
      UNION ALL
      SELECT o.purchase AS id, o.person, o.time, 'order' AS touch FROM orders AS o
    ) AS t
      ON t.person = c.person AND t.time < c.time AND t.time >= c.time - INTERVAL '{touch_days}' DAY
      AND (c.former IS NULL OR t.time > c.former)
    WHERE c.time >= {since} AND c.time < {until}
  ) AS n
  WHERE n.earlier IS NULL OR n.earlier <> n.touch
) AS p
