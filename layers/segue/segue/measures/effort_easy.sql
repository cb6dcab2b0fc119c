-- title: Found it easy
-- about: Of all answers to how easy it was, how many were a 5, 6 or 7.
-- group: service
-- kind: share
-- unit: share
-- usual: channel
-- better: more
-- time: coalesce(s.asked, s.answered)
-- dimensions: {channel: s.channel, topic: s.topic, agent: s.agent}
-- reach: [31, 31]
SELECT s.person, {part} AS part, CASE WHEN s.score >= 5 THEN 1 ELSE 0 END AS value
FROM surveys AS s
WHERE s.score IS NOT NULL AND {period}{where}
