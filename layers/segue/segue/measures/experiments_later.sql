-- title: Experiments, long after
-- about: >-
--   What people of each arm did within 30, 60 and 90 days of being first seen in an experiment, of those who were seen
--   that long ago: how many ordered, and what they spent, net of refunds and cut off as on the page Experiments. People
--   who were in two arms count in the first.
-- group: experiments
-- kind: table
-- unit: count
-- chart: list
-- time: e.first
-- dimensions: {arm: "concat(e.experiment, ' ', e.variant)", experiment: e.experiment}
-- reach: [338, 0]
-- columns:
--   experiment: which
--   variant: which arm
--   days: after they were first seen in it
--   people: who were seen that long ago
--   ordered: how many of them ordered
--   revenue: what they spent, in minor units
--   squares: the sum of squares of it over people
SELECT e.person, {part} AS part, 1 AS value
FROM exposures AS e
WHERE e.first < {until}{where}
;
SELECT p.experiment, p.variant, p.days, count(*) AS people,
  sum(CASE WHEN p.orders > 0 THEN 1 ELSE 0 END) AS ordered, sum(p.revenue) AS revenue, sum(p.revenue * p.revenue) AS squares
FROM (
  SELECT a.experiment, a.variant, h.days, a.person, count(r.time) AS orders,
    CAST(least(coalesce(sum(r.worth), 0), coalesce(max(c.cap), 9000000000000000)) AS double) AS revenue
  FROM exposures AS a
  CROSS JOIN (SELECT 30 AS days UNION ALL SELECT 60 AS days UNION ALL SELECT 90 AS days) AS h
  LEFT JOIN reactions AS r ON r.experiment = a.experiment AND r.person = a.person AND r.outcome = 'revenue'
    AND date_diff('second', a.first, r.time) < h.days * 86400
  LEFT JOIN reaction_caps AS c ON c.experiment = a.experiment AND c.outcome = 'revenue'
  WHERE date_diff('second', a.first, {until}) >= h.days * 86400
  GROUP BY 1, 2, 3, 4
) AS p
GROUP BY p.experiment, p.variant, p.days
ORDER BY p.experiment, p.variant, p.days
