-- What was said and done in conversations, with the case of the person that each row belongs to, numbered from 1.
-- A case begins with the customer: with the first words, after an end, or after 72 hours of silence.
SELECT b.person, b.id, b.time, b.conversation, b.channel, b.topic, b.agent, b.reason, b.desk, b.turn, b.came, b.answers,
  b.closes, sum(b.begins) OVER (PARTITION BY b.person ORDER BY b.time, b.id ROWS UNBOUNDED PRECEDING) AS number
FROM (
  SELECT a.*,
    CASE WHEN a.came AND (a.heard IS NULL OR a.before < a.time - INTERVAL '72' HOUR OR a.closed >= a.heard)
      THEN 1 ELSE 0 END AS begins
  FROM (
    SELECT r.*,
      lag(r.time) OVER (PARTITION BY r.person ORDER BY r.time, r.id) AS before,
      max(CASE WHEN r.closes THEN r.time END)
        OVER (PARTITION BY r.person ORDER BY r.time, r.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS closed,
      max(CASE WHEN r.came THEN r.time END)
        OVER (PARTITION BY r.person ORDER BY r.time, r.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS heard
    FROM (
      SELECT f.person, f.id, f.time, f.conversation, f.topic, f.agent, f.reason, coalesce(f.channel, '') AS channel,
        coalesce(f.source, '') = 'desk' AS desk,
        f.name IN ('Conversation Turn', 'Live Chat Message Sent', 'Live Chat Message Received') AS turn,
        (coalesce(f.author, '') = 'customer' AND f.name NOT IN ('Call Answered', 'Call Ended'))
          OR (coalesce(f.author, '') = '' AND NOT coalesce(f.source, '') = 'desk' AND f.name IN (
            'Conversation Opened', 'Conversation Reopened', 'Live Chat Conversation Started')) AS came,
        (coalesce(f.author, '') = 'agent' AND f.name IN (
          'Conversation Turn', 'Live Chat Message Sent', 'Live Chat Message Received')) OR f.name = 'Call Answered'
          AS answers,
        f.name IN ('Conversation Resolved', 'Live Chat Conversation Ended', 'Call Ended')
          AND coalesce(f.outcome, '') NOT IN ('unresolved', 'missed', 'abandoned', 'unknown') AS closes
      FROM facts AS f
      WHERE f.kind = 'conversation' AND f.person <> 0 AND coalesce(f.reason, '') NOT IN ('quiet', 'public')
    ) AS r
    WHERE r.came OR r.answers OR r.closes OR r.turn
  ) AS a
) AS b
