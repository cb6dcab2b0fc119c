-- title: Customers
-- about: People who placed an order in the period that was not cancelled. Orders of which nobody can tell whose they are do not count. Somebody who ordered on two channels counts in both parts, and once in all.
-- group: customers
-- kind: total
-- unit: count
-- chart: trend
-- usual: month
-- better: more
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source, medium: o.medium, campaign: o.campaign}
-- reach: [30, 60]
SELECT DISTINCT o.person, {part} AS part, 1 AS value
FROM orders AS o
WHERE {period}{where} AND o.person <> 0
