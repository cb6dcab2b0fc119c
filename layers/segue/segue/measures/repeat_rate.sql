-- title: Repeat rate
-- about: Of the people who ordered in the period, the share of those with an order in it that was not their first. Looks back ten years. Cancelled orders, orders in other currencies and those of which nobody can tell whose they are, are left out.
-- group: sales
-- kind: share
-- unit: share
-- chart: trend
-- usual: month
-- better: more
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source, first_channel: o.first_channel}
-- reach: [3650, 60]
SELECT r.person, r.part, max(r.again) AS value
FROM (
  SELECT o.person, {part} AS part, CASE WHEN o.number > 1 THEN 1 ELSE 0 END AS again
  FROM histories AS o
  WHERE {period}{where}
) AS r
GROUP BY r.person, r.part
