SELECT person, purchase, time, channel, device, source, money, discount, coupon
FROM (
  SELECT f.*, row_number() OVER (PARTITION BY f.purchase ORDER BY f.received, f.id) AS told
  FROM facts AS f
  WHERE f.kind = 'order' AND f.name = 'Order Completed' AND f.currency = {currency} AND f.purchase IS NOT NULL
) AS o
WHERE o.told = 1
