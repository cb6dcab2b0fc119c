-- The group of each customer at the beginning of the period (moment 0) and at its end (1).
SELECT s.person, s.moment,
  CASE
    WHEN s.recency = 1 THEN 'gone'
    WHEN s.recency >= 4 AND s.strength >= 4 THEN 'champions'
    WHEN s.recency >= 3 AND s.strength >= 3 THEN 'loyal'
    WHEN s.recency >= 4 AND s.ever = 1 THEN 'new'
    WHEN s.recency >= 3 THEN 'growing'
    WHEN s.strength >= 3 THEN 'at risk'
    ELSE 'asleep'
  END AS segment
FROM (
  SELECT d.person, d.moment, d.ever,
    CASE WHEN d.age < 30 THEN 5 WHEN d.age < 90 THEN 4 WHEN d.age < 180 THEN 3 WHEN d.age < 365 THEN 2 ELSE 1 END
      AS recency,
    greatest(
      CASE WHEN d.bought >= 10 THEN 5 WHEN d.bought >= 5 THEN 4 WHEN d.bought >= 3 THEN 3 WHEN d.bought >= 2 THEN 2
        ELSE 1 END,
      CASE WHEN d.spent >= 100000 THEN 5 WHEN d.spent >= 40000 THEN 4 WHEN d.spent >= 15000 THEN 3
        WHEN d.spent >= 5000 THEN 2 ELSE 1 END
    ) AS strength
  FROM (
    SELECT o.person, m.moment, count(*) AS ever,
      CAST(date_diff('millisecond', max(o.time), max(m.ends)) AS double) / 86400000 AS age,
      sum(CASE WHEN o.time > m.ends - INTERVAL '{within_days}' DAY THEN 1 ELSE 0 END) AS bought,
      sum(CASE WHEN o.time > m.ends - INTERVAL '{within_days}' DAY THEN o.net ELSE 0 END) AS spent
    FROM orders AS o
    JOIN (SELECT 0 AS moment, {since} AS ends UNION ALL SELECT 1 AS moment, {until} AS ends) AS m ON o.time < m.ends
    WHERE o.person <> 0
    GROUP BY o.person, m.moment
  ) AS d
) AS s
