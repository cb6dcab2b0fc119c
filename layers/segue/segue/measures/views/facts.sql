SELECT e.*, coalesce(p.person, e.who) AS person, coalesce(p.held, false) AS held, coalesce(p.crossed, false) AS crossed
FROM events AS e
LEFT JOIN people AS p ON p.who = e.who
WHERE {reach}
