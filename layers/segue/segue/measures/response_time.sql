-- title: Response time
-- about: From each time that a customer said something to the next answer by one of the staff, in opening hours. Several messages in a row are one wait, from the first of them.
-- group: service
-- kind: mean
-- unit: seconds
-- usual: channel
-- better: less
-- time: s.asked
-- dimensions: {channel: s.channel, topic: s.topic, agent: s.agent}
-- reach: [7, 7]
SELECT s.person, {part} AS part, s.open_seconds AS value
FROM stretches AS s
WHERE s.what IN ('first', 'next') AND s.ended IS NOT NULL AND {period}{where}
