-- title: Back and forth
-- about: The share of looks at pages that were the fourth of a way back and forth between two kinds of page (list, product, list, product) with less than half an hour between each.
-- group: friction
-- kind: share
-- unit: share
-- chart: bars
-- better: less
-- usual: between
-- time: l.time
-- reach: [1, 1]
-- dimensions: {between: "CASE WHEN l.page_1 < l.page THEN l.page_1 || ' and ' || l.page ELSE l.page || ' and ' || l.page_1 END", page: l.page, device: l.device, source: l.source}
SELECT l.person, {part} AS part,
  CASE WHEN l.page = l.page_2 AND l.page_1 = l.page_3 THEN 1 ELSE 0 END AS value
FROM looks AS l
WHERE l.page <> l.page_1 AND {period}{where}
