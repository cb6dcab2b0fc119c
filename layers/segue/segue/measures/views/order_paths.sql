-- The touches before each order of the period, since the order before and at most {touch_days} days, in their order; the
-- same one in a row counts once. An order with none has one row with the touch `unknown`.
SELECT p.*, max(p.position) OVER (PARTITION BY p.purchase) AS positions
FROM (
  SELECT n.*, row_number() OVER (PARTITION BY n.purchase ORDER BY n.touched, n.id) AS position
  FROM (
    SELECT o.purchase, o.person, o.time, o.money, o.device, o.source, t.id, t.time AS touched,
      coalesce(t.touch, 'unknown') AS touch,
      lag(t.touch) OVER (PARTITION BY o.purchase ORDER BY t.time, t.id) AS earlier
    FROM (
      SELECT orders.*, lag(orders.time) OVER (PARTITION BY orders.person ORDER BY orders.time, orders.purchase) AS former
      FROM orders
    ) AS o
    LEFT JOIN touches AS t
      ON t.person = o.person AND t.time <= o.time AND t.time >= o.time - INTERVAL '{touch_days}' DAY
      AND (o.former IS NULL OR t.time > o.former)
    WHERE o.time >= {since} AND o.time < {until}
  ) AS n
  WHERE n.earlier IS NULL OR n.earlier <> n.touch
) AS p
