-- title: Steps to the order
-- about: The number of steps of the checkout that those walked who ordered that day, by the highest step that was told. Orders without a told step are left out.
-- group: friction
-- kind: mean
-- unit: pieces
-- chart: bars
-- better: less
-- usual: device
-- time: w.time
-- reach: [1, 1]
-- dimensions: {device: w.device, source: w.source, medium: w.medium}
SELECT w.person, {part} AS part, w.before_order - 4 AS value
FROM walks AS w
WHERE w.depth >= 20 AND w.before_order > 4 AND {period}{where}
