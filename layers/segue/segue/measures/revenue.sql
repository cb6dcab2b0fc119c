-- title: Revenue
-- about: What was ordered in the period, with tax and shipping, before refunds. Each order counts once, however many sources tell of it.
-- group: sales
-- kind: total
-- unit: money
-- chart: trend
-- usual: day
-- better: more
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source}
SELECT o.person, {part} AS part, o.money AS value
FROM orders AS o
WHERE {period}{where}
