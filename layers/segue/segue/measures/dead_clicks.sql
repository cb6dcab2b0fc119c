-- title: Dead clicks
-- about: Looks at a page with a click on a button, or on what looks like one, after which nothing changed, as the page's script told. A look counts once, by what was told of it last in the alphabet where there was more than one.
-- group: friction
-- kind: total
-- unit: count
-- chart: bars
-- better: less
-- usual: element
-- time: l.time
-- reach: [1, 1]
-- dimensions: {element: l.dead, page: l.page, device: l.device, source: l.source}
SELECT l.person, {part} AS part, 1 AS value
FROM looks AS l
WHERE l.dead IS NOT NULL AND {period}{where}
