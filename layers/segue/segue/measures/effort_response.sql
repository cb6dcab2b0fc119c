-- title: Effort, response rate
-- about: Of the questions how easy it was that left in the period, how many have an answer by 31 days after it. Answers to surveys that we did not send are left out.
-- group: service
-- kind: share
-- unit: share
-- usual: channel
-- better: more
-- time: s.asked
-- dimensions: {channel: s.channel, topic: s.topic, agent: s.agent}
-- reach: [0, 31]
SELECT s.person, {part} AS part, CASE WHEN s.score IS NOT NULL THEN 1 ELSE 0 END AS value
FROM surveys AS s
WHERE s.asked IS NOT NULL AND {period}{where}
