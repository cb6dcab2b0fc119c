-- title: Repeat contacts
-- about: Of the cases that ended in the period, how many the same customer came back from within 7 days about the same topic, or without a topic where the first had none. A word of thanks after the end counts as well, since the archive has no words.
-- group: service
-- kind: share
-- unit: share
-- usual: topic
-- better: less
-- time: c.resolved
-- dimensions: {channel: c.channel, topic: c.topic, agent: c.agent}
-- reach: [31, 8]
-- windows: {again: 7}
SELECT c.person, {part} AS part,
  CASE WHEN c.next_began <= c.resolved + INTERVAL '{again}' DAY THEN 1 ELSE 0 END AS value
FROM cases AS c
WHERE c.resolved IS NOT NULL AND {period}{where}
