-- title: First response time
-- about: From a customer's first words to the first answer by one of the staff, in opening hours. Bots do not count as an answer; a case that ended without one, or has none yet, is left out.
-- group: service
-- kind: mean
-- unit: seconds
-- usual: channel
-- better: less
-- time: s.asked
-- dimensions: {channel: s.channel, topic: s.topic, agent: s.agent}
-- reach: [7, 7]
-- notes: ["Where some wait very long the mean is far above what most customers see: the table Service times has the median."]
SELECT s.person, {part} AS part, s.open_seconds AS value
FROM stretches AS s
WHERE s.what = 'first' AND s.ended IS NOT NULL AND {period}{where}
