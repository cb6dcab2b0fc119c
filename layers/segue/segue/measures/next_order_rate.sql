-- title: Next order within 90 days
-- about: Of the orders whose 90 days were over in the period, the share that another order of the same person followed within them. So each had the same time, and none is counted as lost that may still come. Cancelled orders, orders in other currencies and those of which nobody can tell whose they are, are left out.
-- group: customers
-- kind: share
-- unit: share
-- chart: trend
-- usual: month
-- better: more
-- time: o.due
-- dimensions: {channel: o.channel, device: o.device, source: o.source}
-- windows: {again_days: 90}
-- reach: [150, 60]
SELECT o.person, {part} AS part, CASE WHEN o.later <= o.due THEN 1 ELSE 0 END AS value
FROM (SELECT h.*, h.time + INTERVAL '{again_days}' DAY AS due FROM histories AS h) AS o
WHERE {period}{where}
