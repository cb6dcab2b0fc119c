-- title: Opened
-- about: Of the messages that left in the period, how many were opened or clicked by a person within 7 days. What machines opened (mail privacy, scanners) is left out, so it is too low where a mailbox hides its reader.
-- group: messages
-- kind: share
-- unit: share
-- usual: channel
-- better: more
-- time: m.sent
-- dimensions: {channel: m.channel, journey: m.journey, template: m.template, variant: m.variant, purpose: m.purpose}
-- reach: [1, 7]
-- windows: {within: 7}
SELECT m.person, {part} AS part, CASE WHEN m.read < m.sent + INTERVAL '{within}' DAY THEN 1 ELSE 0 END AS value
FROM messages AS m
WHERE m.sent IS NOT NULL AND {period}{where}
