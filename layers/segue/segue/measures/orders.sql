-- title: Orders
-- about: Orders placed in the period, each once, however many sources tell of it. Cancelled orders, and orders in other currencies, are left out.
-- group: sales
-- kind: total
-- unit: count
-- chart: trend
-- usual: day
-- better: more
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source, medium: o.medium, campaign: o.campaign}
-- reach: [30, 60]
SELECT o.person, {part} AS part, 1 AS value
FROM orders AS o
WHERE {period}{where}
