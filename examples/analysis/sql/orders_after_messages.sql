-- Messages by journey, and how many were followed by an order of the same person within a week.
WITH sent AS (
  SELECT message, any_value(journey) AS journey, any_value(coalesce(people.person, events.who)) AS person, min(time) AS moment
  FROM events LEFT JOIN people ON people.who = events.who
  WHERE kind = 'message' AND name = 'Message Sent'
  GROUP BY message
),
placed AS (
  SELECT DISTINCT coalesce(people.person, events.who) AS person, time AS moment
  FROM events LEFT JOIN people ON people.who = events.who
  WHERE kind = 'order' AND name = 'Order Completed' AND events.who <> 0
)
SELECT journey, count(*) AS messages,
  count(*) FILTER (EXISTS (
    SELECT 1 FROM placed
    WHERE placed.person = sent.person AND placed.moment >= sent.moment AND placed.moment < sent.moment + INTERVAL 7 DAY
  )) AS followed_by_an_order
FROM sent
GROUP BY journey
ORDER BY messages DESC, journey
