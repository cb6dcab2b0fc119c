-- title: Clicks in rage
-- about: Looks at a page with more than three clicks on one element within a second, as the page's script told. A look counts once, by what was told of it last in the alphabet where there was more than one.
-- group: friction
-- kind: total
-- unit: count
-- chart: bars
-- better: less
-- usual: element
-- time: l.time
-- reach: [1, 1]
-- dimensions: {element: l.rage, page: l.page, device: l.device, source: l.source}
SELECT l.person, {part} AS part, 1 AS value
FROM looks AS l
WHERE l.rage IS NOT NULL AND {period}{where}
