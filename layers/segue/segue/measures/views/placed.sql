-- Orders, cancelled ones too: one row however many sources tell of it. Money is that of the source that is trusted most
-- (the shop, the till, the payment, others), of its newest record; refunds are those that one such source tells.
-- Channel, device, medium and campaign are those of where the customer stood. It counts from its first completion on.
SELECT
  purchase,
  max(CASE WHEN said = 1 THEN person END) AS person,
  min(CASE WHEN name = 'Order Completed' THEN time END) AS time,
  max(CASE WHEN said = 1 THEN money END) AS money,
  max(CASE WHEN said = 1 THEN discount END) AS discount,
  max(CASE WHEN said = 1 THEN coupon END) AS coupon,
  max(CASE WHEN said = 1 THEN source END) AS source,
  max(CASE WHEN stood = 1 THEN channel END) AS channel,
  coalesce(max(CASE WHEN stood = 1 THEN device END), max(device)) AS device,
  coalesce(max(CASE WHEN stood = 1 THEN medium END), max(medium)) AS medium,
  coalesce(max(CASE WHEN stood = 1 THEN campaign END), max(campaign)) AS campaign,
  coalesce(sum(CASE WHEN name = 'Order Refunded' AND trust = trusted AND source = teller THEN money END), 0)
    AS refunded,
  min(CASE WHEN name = 'Order Cancelled' THEN time END) AS cancelled
FROM (
  SELECT
    o.*,
    CASE WHEN o.part = 'record'
      THEN row_number() OVER (PARTITION BY o.purchase, o.part ORDER BY o.trust, o.time DESC, o.id DESC) END AS said,
    CASE WHEN o.part = 'record'
      THEN row_number() OVER (PARTITION BY o.purchase, o.part ORDER BY o.remote, o.time, o.id) END AS stood,
    first_value(o.trust) OVER (PARTITION BY o.purchase, o.part ORDER BY o.trust, o.source) AS trusted,
    first_value(o.source) OVER (PARTITION BY o.purchase, o.part ORDER BY o.trust, o.source) AS teller
  FROM (
    SELECT
      f.purchase, f.id, f.person, f.time, f.name, f.source, f.channel, f.coupon, f.currency,
      coalesce(f.money, 0) AS money, coalesce(f.discount, 0) AS discount,
      nullif(f.device, '') AS device, nullif(f.medium, '') AS medium, nullif(f.campaign, '') AS campaign,
      CASE WHEN f.name IN ('Order Completed', 'Order Updated') THEN 'record' ELSE f.name END AS part,
      CASE
        WHEN f.source = 'commerce' OR f.channel = 'commerce' THEN 0
        WHEN f.source = 'store' OR f.channel = 'store' THEN 1
        WHEN f.source IN ('payment', 'payments') OR f.channel IN ('payment', 'payments') THEN 2
        ELSE 3
      END AS trust,
      CASE WHEN f.channel = 'store' THEN 0 WHEN f.channel IN ('web', 'mobile') THEN 1 ELSE 2 END AS remote
    FROM facts AS f
    WHERE f.kind = 'order' AND f.purchase IS NOT NULL AND f.product IS NULL
      AND f.name IN ('Order Completed', 'Order Updated', 'Order Refunded', 'Order Cancelled')
  ) AS o
) AS told
GROUP BY purchase
HAVING max(CASE WHEN said = 1 THEN currency END) = {currency}
  AND min(CASE WHEN name = 'Order Completed' THEN time END) IS NOT NULL
