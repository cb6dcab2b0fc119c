-- title: Orders per customer
-- about: How many orders those who ordered in the period placed in it. Whoever placed none does not count. Cancelled orders, orders in other currencies and those of which nobody can tell whose they are, are left out.
-- group: customers
-- kind: mean
-- unit: count
-- chart: bars
-- usual: channel
-- better: more
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source}
-- reach: [30, 60]
SELECT r.person, r.part, count(*) AS value
FROM (SELECT o.person, {part} AS part FROM orders AS o WHERE {period}{where} AND o.person <> 0) AS r
GROUP BY r.person, r.part
