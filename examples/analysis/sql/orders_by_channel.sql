-- Orders and revenue by month and channel. Two sources may tell of one order: `purchase` says which it is.
WITH orders AS (
  SELECT purchase, min(time) AS placed, any_value(channel) AS channel, max(money) AS money, any_value(currency) AS currency
  FROM events
  WHERE kind = 'order' AND name = 'Order Completed'
  GROUP BY purchase
)
SELECT strftime(placed, '%Y-%m') AS month, channel, currency, count(*) AS orders, sum(money) / 100.0 AS revenue
FROM orders
GROUP BY month, channel, currency
ORDER BY month, channel, currency
