-- title: Answered in time
-- about: Of the times that a customer waited for an answer, how often it came within 2 minutes in chat, 30 minutes by telephone and 8 hours on all other channels, in opening hours. Who still waits and has for longer is not in time; who waits and has not yet is left out, and so is what ended without an answer.
-- group: service
-- kind: share
-- unit: share
-- usual: channel
-- better: more
-- time: s.asked
-- dimensions: {channel: s.channel, topic: s.topic, agent: s.agent}
-- reach: [7, 7]
SELECT s.person, {part} AS part, CASE WHEN s.open_seconds <= s.target THEN 1 ELSE 0 END AS value
FROM (
  SELECT t.*, CASE t.channel WHEN 'chat' THEN 120 WHEN 'phone' THEN 1800 ELSE 28800 END AS target
  FROM stretches AS t
  WHERE t.what IN ('first', 'next')
) AS s
WHERE (s.ended IS NOT NULL OR s.open_seconds > s.target) AND {period}{where}
