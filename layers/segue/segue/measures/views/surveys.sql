-- One row for each question how easy it was, with the newest answer to it; an answer without a question of ours is a row
-- of its own. The channel is that on which the customer was served, the agent who ended the case, else who answered.
SELECT s.question, s.person, s.asked, s.answered, s.score, s.source, coalesce(c.channel, s.channel, '') AS channel,
  coalesce(s.topic, c.topic, '') AS topic, coalesce(s.agent, c.agent, '') AS agent
FROM (
  SELECT coalesce(f.message, f.id) AS question,
    arbitrary(f.person) AS person,
    min(CASE WHEN f.name = 'Survey Asked' THEN f.time END) AS asked,
    max(CASE WHEN f.name = 'Survey Answered' THEN f.time END) AS answered,
    max_by(f.score, CASE WHEN f.name = 'Survey Answered' THEN f.time END) AS score,
    max_by(f.source, f.time) AS source,
    max_by(f.channel, CASE WHEN f.channel <> '' THEN f.time END) AS channel,
    max_by(f.topic, CASE WHEN f.topic <> '' THEN f.time END) AS topic,
    max_by(f.agent, CASE WHEN f.agent <> '' THEN f.time END) AS agent,
    max_by(f.conversation, CASE WHEN f.conversation IS NOT NULL THEN f.time END) AS conversation
  FROM facts AS f
  WHERE f.kind = 'survey'
    AND (f.name = 'Survey Asked' OR (f.name = 'Survey Answered' AND f.scale = 7 AND f.score BETWEEN 1 AND 7))
  GROUP BY coalesce(f.message, f.id)
) AS s
LEFT JOIN (
  SELECT f.conversation,
    max_by(f.topic, CASE WHEN f.topic <> '' THEN f.time END) AS topic,
    max_by(f.channel, CASE WHEN f.channel <> '' AND (f.author = 'customer' OR f.name = 'Conversation Resolved')
      THEN f.time END) AS channel,
    max_by(f.agent, CASE WHEN f.agent <> '' AND (f.author = 'agent' OR f.name = 'Conversation Resolved')
      THEN f.time END) AS agent
  FROM facts AS f
  WHERE f.kind = 'conversation' AND f.conversation IS NOT NULL
  GROUP BY f.conversation
) AS c ON c.conversation = s.conversation
