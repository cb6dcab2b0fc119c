-- title: Refund rate
-- about: Of the orders of the period the share of which something was given back until 60 days after the period. Cancelled orders are left out. Refunds of the last weeks are not known yet, so the newest orders look better than they are.
-- group: sales
-- kind: share
-- unit: share
-- chart: bars
-- usual: month
-- better: less
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source, medium: o.medium, campaign: o.campaign}
-- reach: [30, 60]
SELECT o.person, {part} AS part, CASE WHEN o.refunded > 0 THEN 1 ELSE 0 END AS value
FROM orders AS o
WHERE {period}{where}
