-- title: Messages per case
-- about: How many messages customer, staff and bots exchange in a case that began in the period. Calls count none.
-- group: service
-- kind: mean
-- unit: count
-- usual: channel
-- better: less
-- time: c.began
-- dimensions: {channel: c.channel, topic: c.topic, agent: c.agent}
-- reach: [7, 31]
SELECT c.person, {part} AS part, c.turns AS value
FROM cases AS c
WHERE {period}{where}
