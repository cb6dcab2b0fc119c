-- title: Channel switches
-- about: Of the cases that began in the period, in how many the customer came by another channel than before, in the case itself or within 7 days after one about the same topic (or both without one). Answers of ours on another channel are no switch.
-- group: service
-- kind: share
-- unit: share
-- usual: topic
-- better: less
-- time: c.began
-- dimensions: {channel: c.channel, topic: c.topic, agent: c.agent}
-- reach: [14, 7]
SELECT c.person, {part} AS part, CASE WHEN m.number IS NOT NULL THEN 1 ELSE 0 END AS value
FROM cases AS c
LEFT JOIN (SELECT DISTINCT a.person, a.number FROM moves AS a) AS m ON m.person = c.person AND m.number = c.number
WHERE {period}{where}
