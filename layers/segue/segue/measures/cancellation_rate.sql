-- title: Cancellation rate
-- about: Of the orders placed in the period the share that was cancelled until 60 days after the period.
-- group: sales
-- kind: share
-- unit: share
-- chart: bars
-- usual: month
-- better: less
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device, source: o.source, medium: o.medium, campaign: o.campaign}
-- reach: [30, 60]
SELECT o.person, {part} AS part, CASE WHEN o.cancelled IS NULL THEN 0 ELSE 1 END AS value
FROM placed AS o
WHERE {period}{where}
