-- title: Revenue after refunds
-- about: What was ordered in the period less what of it was given back until 60 days after the period. Cancelled orders, and orders in other currencies, are left out.
-- group: sales
-- kind: total
-- unit: money
-- chart: trend
-- usual: day
-- better: more
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source, medium: o.medium, campaign: o.campaign}
-- reach: [30, 60]
SELECT o.person, {part} AS part, o.net AS value
FROM orders AS o
WHERE {period}{where}
