-- Of those whose first order was in a month, how many ordered again within ninety days. The last three months are young.
WITH placed AS (
  SELECT coalesce(people.person, events.who) AS person, purchase, min(time) AS moment
  FROM events LEFT JOIN people ON people.who = events.who
  WHERE kind = 'order' AND name = 'Order Completed' AND events.who <> 0
  GROUP BY 1, 2
),
numbered AS (
  SELECT person, moment, row_number() OVER (PARTITION BY person ORDER BY moment) AS place FROM placed
)
SELECT strftime(first.moment, '%Y-%m') AS month, count(*) AS customers, count(second.person) AS came_back
FROM numbered AS first
LEFT JOIN numbered AS second
  ON second.person = first.person AND second.place = 2 AND second.moment < first.moment + INTERVAL 90 DAY
WHERE first.place = 1
GROUP BY month
ORDER BY month
