-- title: Revenue by every touch
-- about: What was ordered in the period, each order in equal parts under all touches before it. A touch is a visit (named by how it came), a message that was looked at, a call, another contact or a visit to the store, in the 30 days before the order and since the order before; the same in a row counts once. Orders without any are under unknown. It tells who was there, not who was the cause; only a holdout tells that.
-- group: sales
-- kind: total
-- unit: money
-- chart: bars
-- usual: touch
-- time: p.time
-- dimensions: {touch: p.touch, device: p.device, source: p.source}
-- windows: {touch_days: 30}
-- reach: [61, 60]
SELECT p.person, {part} AS part, CAST(p.money AS double) / p.positions AS value
FROM order_paths AS p
WHERE {period}{where}
