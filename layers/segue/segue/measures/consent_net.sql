-- title: Consent gained and lost, net
-- about: Agreements less objections in the period, by channel and purpose, of people whose answer changed. An agreement after an agreement is no change, nor is an objection after one; a first answer that says no is a loss.
-- group: consent
-- kind: total
-- unit: count
-- chart: trend
-- usual: channel
-- better: more
-- time: c.time
-- dimensions: {channel: c.channel, purpose: c.purpose, source: c.source}
-- ever: [consent]
SELECT c.person, {part} AS part, c.gained AS value
FROM consents AS c
WHERE {period}{where}
