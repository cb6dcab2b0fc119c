-- title: Experiments, day by day
-- about: >-
--   What people of each arm of an experiment did after they were first seen in it, added up by day: who came to it,
--   ordered, placed orders, what they spent (net of refunds, each person cut off at what 99 of 100 who bought stay
--   below), contacts, and who objected. People who were in two arms, by a merge, count in the first, and are counted
--   apart too. It looks back as far as a year and belongs to the page Experiments, which judges it.
-- group: experiments
-- kind: table
-- unit: count
-- chart: list
-- time: e.first
-- dimensions: {arm: "concat(e.experiment, ' ', e.variant)", experiment: e.experiment}
-- reach: [338, 0]
-- columns:
--   experiment: which
--   variant: which arm; holdout of those who are held out
--   outcome: "people, crossed, ordered, orders, revenue, contacts, unsubscribed; cap: where revenue is cut off, and for how many"
--   days: days on which anything was added, one after the other
--   some: people to whom it happened for the first time, by day
--   total: what was added, by day
--   squares: what was added to the sum of squares over people, by day
SELECT e.person, {part} AS part, 1 AS value
FROM exposures AS e
WHERE e.first < {until}{where}
;
SELECT
  b.experiment, b.variant, b.outcome,
  array_join(array_agg(CAST(b.day AS varchar) ORDER BY b.day), ' ') AS days,
  array_join(array_agg(CAST(b.some AS varchar) ORDER BY b.day), ' ') AS some,
  array_join(array_agg(CAST(b.total AS varchar) ORDER BY b.day), ' ') AS total,
  array_join(array_agg(CAST(b.squares AS varchar) ORDER BY b.day), ' ') AS squares
FROM (
  SELECT a.experiment, CASE WHEN k.outcome = 'people' THEN a.variant ELSE '' END AS variant, k.outcome,
    CAST(date_trunc('day', a.first) AS date) AS day,
    count(*) AS some, CAST(count(*) AS double) AS total, CAST(count(*) AS double) AS squares
  FROM exposures AS a
  JOIN (SELECT 'people' AS outcome UNION ALL SELECT 'crossed' AS outcome) AS k ON k.outcome = 'people' OR a.crossed
  GROUP BY 1, 2, 3, 4
  UNION ALL
  SELECT c.experiment, '' AS variant, 'cap' AS outcome, CAST({until} AS date) AS day, c.beyond AS some,
    CAST(c.cap AS double) AS total, 0e0 AS squares
  FROM reaction_caps AS c
  WHERE c.outcome = 'revenue'
  UNION ALL
  SELECT s.experiment, s.variant, s.outcome, s.day, sum(CASE WHEN s.was = 0 AND s.now > 0 THEN 1 ELSE 0 END) AS some,
    sum(s.now - s.was) AS total, sum(s.now * s.now - s.was * s.was) AS squares
  FROM (
    SELECT y.*, coalesce(lag(y.now) OVER (PARTITION BY y.experiment, y.person, y.outcome ORDER BY y.day), 0e0) AS was
    FROM (
      SELECT r.experiment, r.variant, r.person, r.outcome, r.day,
        CAST(least(
          sum(r.worth) OVER (PARTITION BY r.experiment, r.person, r.outcome ORDER BY r.day ROWS UNBOUNDED PRECEDING),
          coalesce(c.cap, 9000000000000000)
        ) AS double) AS now
      FROM (
        SELECT experiment, variant, person, outcome, CAST(date_trunc('day', time) AS date) AS day, sum(worth) AS worth
        FROM reactions
        GROUP BY 1, 2, 3, 4, 5
      ) AS r
      LEFT JOIN reaction_caps AS c ON c.experiment = r.experiment AND c.outcome = r.outcome
    ) AS y
  ) AS s
  GROUP BY s.experiment, s.variant, s.outcome, s.day
) AS b
GROUP BY b.experiment, b.variant, b.outcome
ORDER BY b.experiment, b.variant, b.outcome
