-- title: Complaints
-- about: Of the messages that left in the period, how many were marked as spam within 7 days, as far as the provider of the mailbox tells.
-- group: messages
-- kind: share
-- unit: share
-- usual: channel
-- better: less
-- time: m.sent
-- dimensions: {channel: m.channel, journey: m.journey, template: m.template, variant: m.variant, purpose: m.purpose}
-- reach: [1, 7]
-- windows: {within: 7}
SELECT m.person, {part} AS part, CASE WHEN m.complained < m.sent + INTERVAL '{within}' DAY THEN 1 ELSE 0 END AS value
FROM messages AS m
WHERE m.sent IS NOT NULL AND {period}{where}
