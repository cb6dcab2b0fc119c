-- title: Attribution
-- about: Orders and revenue of the period by touch, as four ways of sharing see it. All to the last touch before the order; all to the first; equal parts to each; and by removal effect, that is in proportion to the orders that would be lost if whoever came to this touch went no further (a chain of Markov over who came from where to where, with those who bought nothing; Anderl and others 2016). A touch is a visit (named by how it came), a message that was looked at, a call, another contact or a visit to the store, in the 30 days before the order and since the order before; the same in a row counts once. Orders without any are under unknown in all four. None of the four tells what is the cause; only a holdout does.
-- group: sales
-- kind: table
-- unit: money
-- chart: list
-- time: p.time
-- finish: removal
-- windows: {touch_days: 30}
-- reach: [61, 60]
-- columns:
--   touch: where somebody was
--   orders_last: orders, all to the last touch
--   orders_first: orders, all to the first touch
--   orders_linear: orders in equal parts
--   orders_removal: orders by removal effect
--   revenue_last: revenue, all to the last touch
--   revenue_first: revenue, all to the first touch
--   revenue_linear: revenue in equal parts
--   revenue_removal: revenue by removal effect
--   effect: the share of orders that would be lost without this touch
SELECT p.person, p.touch AS part, p.money, p.bought, p.position,
  CASE WHEN p.position = p.positions THEN 1 ELSE 0 END AS ends, CAST(1 AS double) / p.positions AS fraction,
  lead(p.touch) OVER (PARTITION BY p.person, p.purchase ORDER BY p.position) AS following
FROM (
  SELECT o.person, o.purchase, o.time, o.touch, o.position, o.positions, o.money, 1 AS bought
  FROM order_paths AS o
  UNION ALL
  SELECT n.person, 0 AS purchase, n.time, n.touch, n.position, n.positions, 0 AS money, 0 AS bought
  FROM lost_paths AS n
) AS p
WHERE {period};
SELECT part AS touch, following,
  count(*) AS steps,
  sum(CASE WHEN position = 1 THEN 1 ELSE 0 END) AS begun,
  sum(bought * ends) AS orders_last,
  sum(CASE WHEN position = 1 THEN bought ELSE 0 END) AS orders_first,
  sum(bought * fraction) AS orders_linear,
  sum(money * ends) AS revenue_last,
  sum(CASE WHEN position = 1 THEN money ELSE 0 END) AS revenue_first,
  sum(money * fraction) AS revenue_linear
FROM observed
GROUP BY part, following
