-- title: Days to the next order
-- about: Of the orders of the period that were not somebody's first, how many days before them that person's order before was, in ten years. Whoever has not ordered again yet does not count, so it says how long those wait who come back. Cancelled orders, orders in other currencies and those of which nobody can tell whose they are, are left out.
-- group: sales
-- kind: mean
-- unit: days
-- chart: bars
-- usual: channel
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source}
-- reach: [3650, 60]
SELECT o.person, {part} AS part, CAST(date_diff('millisecond', o.earlier, o.time) AS double) / 86400000 AS value
FROM histories AS o
WHERE {period}{where} AND o.earlier IS NOT NULL
