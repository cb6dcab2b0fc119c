-- title: Said again after a switch
-- about: Of the cases with a switch of the channel that ended at our desk, in how many the customer had to say something again (order number, name or problem) because somebody asked or the channel or the agent had changed, or came again about the same order. The conversation tells it at its end; cases that a help desk ended tell nothing and are left out.
-- group: service
-- kind: share
-- unit: share
-- usual: topic
-- better: less
-- time: c.began
-- dimensions: {channel: c.channel, topic: c.topic, agent: c.agent}
-- reach: [14, 7]
SELECT c.person, {part} AS part, CASE WHEN c.repeats <> '' THEN 1 ELSE 0 END AS value
FROM cases AS c
JOIN (SELECT DISTINCT a.person, a.number FROM moves AS a) AS m ON m.person = c.person AND m.number = c.number
WHERE c.ended_here AND {period}{where}
