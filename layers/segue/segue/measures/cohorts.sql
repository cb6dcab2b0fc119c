-- title: Cohorts
-- about: Those whose first order was in the same month of the period, and what share of them ordered in each of the 12 months after it, with what they spent. First is what was not preceded by another order in ten years. Months that have not begun in the archive are left out; the last one may not be over. Cancelled orders, orders in other currencies and those of which nobody can tell whose they are, are left out.
-- group: sales
-- kind: table
-- unit: share
-- chart: cohorts
-- time: o.started
-- dimensions: {first_channel: o.first_channel, first_medium: o.first_medium}
-- reach: [3650, 400]
-- columns:
--   cohort: month of the first order
--   month: months since then, 0 is that month
--   people: how many people are in the cohort
--   ordered: how many of them ordered in that month
--   share: which share of them
--   revenue: what they ordered in that month, before refunds
SELECT o.person, CAST(CAST(date_trunc('month', o.started) AS date) AS varchar) AS part, o.money,
  12 * year(o.started) + month(o.started) AS began, 12 * year(o.time) + month(o.time) AS came
FROM histories AS o
WHERE {period}{where};
SELECT c.cohort, n.month, c.people, count(DISTINCT b.person) AS ordered,
  CAST(count(DISTINCT b.person) AS double) / c.people AS share, coalesce(sum(b.money), 0) AS revenue
FROM (
  SELECT o.part AS cohort, o.began, e.newest, count(DISTINCT o.person) AS people
  FROM observed AS o
  CROSS JOIN (SELECT max(12 * year(h.time) + month(h.time)) AS newest FROM histories AS h) AS e
  GROUP BY o.part, o.began, e.newest
) AS c
JOIN (VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12)) AS n (month)
  ON n.month <= c.newest - c.began
LEFT JOIN observed AS b ON b.part = c.cohort AND b.came = c.began + n.month
GROUP BY c.cohort, n.month, c.people
ORDER BY c.cohort, n.month
