-- title: Revenue
-- about: What was ordered in the period, with tax and shipping, before refunds. Each order counts once, however many sources tell of it, with the money that the shop, the till or the payment says. Cancelled orders, and orders in other currencies, are left out.
-- group: sales
-- kind: total
-- unit: money
-- chart: trend
-- usual: day
-- better: more
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source, medium: o.medium, campaign: o.campaign}
-- reach: [30, 60]
SELECT o.person, {part} AS part, o.money AS value
FROM orders AS o
WHERE {period}{where}
