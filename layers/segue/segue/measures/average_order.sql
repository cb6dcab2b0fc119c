-- title: Average order value
-- about: What an order of the period came to, with tax and shipping, before refunds. Cancelled orders, and orders in other currencies, are left out.
-- group: sales
-- kind: mean
-- unit: money
-- chart: trend
-- usual: week
-- better: more
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source, medium: o.medium, campaign: o.campaign}
-- reach: [30, 60]
SELECT o.person, {part} AS part, o.money AS value
FROM orders AS o
WHERE {period}{where}
