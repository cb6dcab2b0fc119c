-- title: From the list to the order
-- about: Of the days on which somebody looked at the shop, how many came as far as a list of products, a product, the cart, the checkout, each of its steps and the order, and the share that went on at each. Who came further has come that far. The device is the one on which they came furthest, so that going on elsewhere the same day is no loss.
-- group: friction
-- kind: table
-- unit: share
-- chart: funnel
-- better: more
-- time: w.time
-- reach: [1, 1]
-- dimensions: {device: w.device, source: w.source, medium: w.medium}
-- columns: {part: told by, stage: how far, reached: days that came so far, went_on: of these that came further, share: the share, low: the share at least, high: the share at most}
SELECT w.person, {part} AS part, CASE WHEN w.depth >= 20 THEN 1 ELSE 0 END AS value, w.depth, w.before_order
FROM walks AS w
WHERE {period}{where}
;
SELECT part, stage, reached, went_on, share,
  CASE WHEN share IS NOT NULL THEN greatest(0, (share + 1.920729 / reached - 1.959964 * sqrt(share * (1 - share) / reached + 0.960365 / reached / reached)) / (1 + 3.841459 / reached)) END AS low,
  CASE WHEN share IS NOT NULL THEN least(1, (share + 1.920729 / reached + 1.959964 * sqrt(share * (1 - share) / reached + 0.960365 / reached / reached)) / (1 + 3.841459 / reached)) END AS high
FROM (
  SELECT part, number, stage, reached, lead(reached) OVER way AS went_on,
    CAST(lead(reached) OVER way AS double) / nullif(reached, 0) AS share
  FROM (
    SELECT c.part, s.number, s.stage, coalesce(sum(CASE WHEN c.depth >= s.number THEN c.days END), 0) AS reached
    FROM (SELECT part, depth, count(*) AS days FROM observed GROUP BY part, depth) AS c
    CROSS JOIN (VALUES (0, 'visit'), (1, 'list'), (2, 'product'), (3, 'cart'), (4, 'checkout'), (5, 'step 1'), (6, 'step 2'),
      (7, 'step 3'), (8, 'step 4'), (9, 'step 5'), (10, 'step 6'), (11, 'step 7'), (12, 'step 8'), (13, 'step 9'),
      (20, 'order')) AS s (number, stage)
    WHERE s.number <= 4 OR s.number = 20 OR s.number <= (SELECT max(before_order) FROM observed)
    GROUP BY c.part, s.number, s.stage
  ) AS counted
  WINDOW way AS (PARTITION BY part ORDER BY number)
) AS shared
ORDER BY part, number
