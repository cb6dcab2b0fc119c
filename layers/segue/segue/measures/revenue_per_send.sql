-- title: Revenue per message
-- about: What each message sent in the period brought, that is the orders of the same person within five days of it, with tax and shipping, before refunds; messages without such an order count with nothing. An order belongs to the last message before it alone. Cancelled orders, and orders in other currencies, are left out. It counts who would have bought anyway; what the messages are worth beyond that, only a holdout tells.
-- group: sales
-- kind: mean
-- unit: money
-- chart: bars
-- usual: journey
-- better: more
-- time: s.time
-- dimensions: {channel: s.channel, journey: s.journey, template: s.template, variant: s.variant, purpose: s.purpose, campaign: s.campaign}
-- windows: {order_days: 5}
-- reach: [30, 35]
SELECT s.person, {part} AS part, coalesce(w.money, 0) AS value
FROM sends AS s
LEFT JOIN (
  SELECT b.message, sum(b.money) AS money
  FROM (
    SELECT m.message, o.money, row_number() OVER (PARTITION BY o.purchase ORDER BY m.time DESC, m.id DESC) AS place
    FROM orders AS o
    JOIN sends AS m ON m.person = o.person AND m.time <= o.time AND m.time >= o.time - INTERVAL '{order_days}' DAY
  ) AS b
  WHERE b.place = 1
  GROUP BY b.message
) AS w ON w.message = s.message
WHERE {period}{where}
