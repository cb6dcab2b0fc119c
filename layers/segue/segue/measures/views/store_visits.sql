SELECT f.id, f.person, f.time, f.channel, f.source
FROM facts AS f
WHERE f.kind = 'view' AND f.name = 'Store Visited' AND f.person <> 0
