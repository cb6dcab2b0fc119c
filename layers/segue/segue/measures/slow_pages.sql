-- title: Slow pages
-- about: The share of looks at pages whose largest thing came after 2.5 seconds, as far as the page's script told. What slow ones lose is compared with the fast ones of the same kind of page on the same kind of device. A look is lost where nothing comes after it within half an hour, no cart and no order; one at the checkout, where no order follows that day.
-- group: friction
-- kind: share
-- unit: share
-- chart: bars
-- better: less
-- time: l.time
-- usual: page
-- reach: [1, 1]
-- dimensions: {page: l.page, device: l.device, source: l.source}
SELECT l.person, {part} AS part, CASE WHEN l.slow IS NULL THEN 0 ELSE 1 END AS value
FROM looks AS l
WHERE {period}{where}
