-- How far one came on a day: 1 a list, 2 a product, 3 the cart, 4 the checkout, 4 + n its step n, 20 the order.
SELECT person, day, min(time) AS time, max(depth) AS depth,
  max(CASE WHEN depth < 20 THEN depth END) AS before_order, max(steps) AS steps,
  coalesce(max_by(device, CASE WHEN device <> '' AND depth < 20 THEN depth END), '') AS device,
  coalesce(max_by(source, CASE WHEN depth < 20 THEN depth END), '') AS source,
  coalesce(min_by(medium, CASE WHEN medium <> '' THEN time END), 'direct') AS medium
FROM (
  SELECT f.person, f.date AS day, f.time, f.device, f.source, f.steps, f.medium,
    CASE
      WHEN f.kind = 'order' THEN CASE WHEN f.name = 'Order Completed' THEN 20 ELSE 0 END
      WHEN f.name IN ('Checkout Step Viewed', 'Checkout Step Completed') AND f.step BETWEEN 1 AND 9 THEN 4 + f.step
      WHEN f.page = 'checkout' OR f.name IN ('Checkout Started', 'Checkout Step Viewed', 'Checkout Step Completed') THEN 4
      WHEN f.page = 'cart' OR f.name IN ('Product Added', 'Cart Viewed') THEN 3
      WHEN f.page = 'product' OR f.name = 'Product Viewed' THEN 2
      WHEN f.page IN ('list', 'search') OR f.name IN ('Product List Viewed', 'Products Searched') THEN 1
      ELSE 0
    END AS depth
  FROM facts AS f
  WHERE f.kind IN ('view', 'checkout', 'order') AND f.person <> 0 AND NOT f.history
) AS walked
GROUP BY person, day
HAVING max(CASE WHEN depth < 20 THEN depth END) IS NOT NULL
