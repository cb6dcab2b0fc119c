-- title: Unsubscribes per message
-- about: Of the messages that left in the period, how many were followed by an unsubscribe by their own link or their provider within 7 days. Who says no elsewhere is in Consent gained and lost.
-- group: messages
-- kind: share
-- unit: share
-- usual: channel
-- better: less
-- time: m.sent
-- dimensions: {channel: m.channel, journey: m.journey, template: m.template, variant: m.variant, purpose: m.purpose}
-- reach: [1, 7]
-- windows: {within: 7}
SELECT m.person, {part} AS part, CASE WHEN m.unsubscribed < m.sent + INTERVAL '{within}' DAY THEN 1 ELSE 0 END AS value
FROM messages AS m
WHERE m.sent IS NOT NULL AND {period}{where}
