-- title: Contacts per order
-- about: How many cases customers begin within 14 days after an order, before their next one. Contacts before an order, and of people of whom no order is known, are left out.
-- group: service
-- kind: mean
-- unit: count
-- usual: channel
-- better: less
-- time: o.time
-- dimensions: {channel: o.channel, device: o.device}
-- reach: [7, 15]
-- windows: {after: 14}
SELECT o.person, {part} AS part, o.contacts AS value
FROM (
  SELECT p.person, p.purchase, p.time, arbitrary(p.channel) AS channel, arbitrary(p.device) AS device,
    count(c.began) AS contacts
  FROM (
    SELECT b.*, lead(b.time) OVER (PARTITION BY b.person ORDER BY b.time, b.purchase) AS next
    FROM orders AS b
    WHERE b.person <> 0
  ) AS p
  LEFT JOIN cases AS c ON c.person = p.person AND c.began >= p.time AND c.began < p.time + INTERVAL '{after}' DAY
    AND (p.next IS NULL OR c.began < p.next)
  GROUP BY p.person, p.purchase, p.time
) AS o
WHERE {period}{where}
