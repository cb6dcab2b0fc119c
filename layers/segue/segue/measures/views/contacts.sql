-- Customers who came with something: calls that were not ours, and conversations that were opened, each once.
SELECT c.id, c.person, c.time, c.channel, c.source, c.topic, c.what,
  CASE WHEN c.what = 'call' THEN 'call' ELSE concat('contact by ', coalesce(c.channel, '')) END AS touch
FROM (
  SELECT f.id, f.person, f.time, f.channel, f.source, f.topic,
    CASE WHEN f.name = 'Call Started' THEN 'call' ELSE 'contact' END AS what,
    row_number() OVER (PARTITION BY coalesce(f.conversation, f.id) ORDER BY f.time, f.id) AS told
  FROM facts AS f
  WHERE f.kind = 'conversation' AND f.person <> 0
    AND f.name IN ('Call Started', 'Conversation Opened', 'Live Chat Conversation Started')
    AND coalesce(f.reason, '') <> 'outbound'
) AS c
WHERE c.told = 1
