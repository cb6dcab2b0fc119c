-- Orders of everybody who can be told, with their place in what that person bought: which one it is, when the one before
-- and the one behind it were, and when and where the first was.
SELECT o.*,
  row_number() OVER (PARTITION BY o.person ORDER BY o.time, o.purchase) AS number,
  lag(o.time) OVER (PARTITION BY o.person ORDER BY o.time, o.purchase) AS earlier,
  lead(o.time) OVER (PARTITION BY o.person ORDER BY o.time, o.purchase) AS later,
  first_value(o.time) OVER (PARTITION BY o.person ORDER BY o.time, o.purchase) AS started,
  first_value(o.channel) OVER (PARTITION BY o.person ORDER BY o.time, o.purchase) AS first_channel,
  first_value(o.medium) OVER (PARTITION BY o.person ORDER BY o.time, o.purchase) AS first_medium
FROM orders AS o
WHERE o.person <> 0
