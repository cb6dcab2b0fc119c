-- title: Paths to a contact
-- about: The most common ways to a call, a chat or a mail to the shop. What came before are visits (named by how they came), messages that were looked at, visits to the store and orders, in the 7 days before the contact and since the contact before; the same in a row counts once, and of long ways the last five stand. A contact without any is under unknown.
-- group: sales
-- kind: table
-- unit: count
-- chart: flows
-- time: p.time
-- dimensions: {channel: p.channel, topic: p.topic}
-- windows: {touch_days: 7}
-- reach: [38, 30]
-- columns:
--   from: where a step of the path begins
--   to: where it leads to
--   people: how many people went the path
--   position: which step of the path it is
--   path: the touches in their order, the last five of them
--   place: how common the path is, the most common first
--   times: how often it was gone
--   share: of all paths of the period
SELECT q.person, q.part, q.t1, q.t2, q.t3, q.t4, q.t5, q.size, q.ending
FROM (
  SELECT r.person, r.key, r.ending, r.size, r.t1, r.t2, r.t3, r.t4, r.t5,
    concat(r.t1, coalesce(concat(' > ', r.t2), ''), coalesce(concat(' > ', r.t3), ''),
      coalesce(concat(' > ', r.t4), ''), coalesce(concat(' > ', r.t5), ''), ' > ', r.ending) AS part
  FROM (
    SELECT p.person, p.contact AS key, max(p.ending) AS ending, count(*) AS size,
      max(CASE WHEN p.place = 1 THEN p.touch END) AS t1, max(CASE WHEN p.place = 2 THEN p.touch END) AS t2,
      max(CASE WHEN p.place = 3 THEN p.touch END) AS t3, max(CASE WHEN p.place = 4 THEN p.touch END) AS t4,
      max(CASE WHEN p.place = 5 THEN p.touch END) AS t5
    FROM (
      SELECT w.*, CASE WHEN w.positions > 5 THEN w.position - w.positions + 5 ELSE w.position END AS place
      FROM contact_paths AS w
    ) AS p
    WHERE {period}{where} AND p.place > 0
    GROUP BY p.person, p.contact
  ) AS r
) AS q;
SELECT
  CASE n.position WHEN 1 THEN c.t1 WHEN 2 THEN c.t2 WHEN 3 THEN c.t3 WHEN 4 THEN c.t4 ELSE c.t5 END AS "from",
  CASE WHEN n.position = c.size THEN c.ending WHEN n.position = 1 THEN c.t2 WHEN n.position = 2 THEN c.t3
    WHEN n.position = 3 THEN c.t4 ELSE c.t5 END AS "to",
  c.people, n.position, c.part AS path, c.place, c.times, c.share
FROM (
  SELECT g.*, row_number() OVER (ORDER BY g.times DESC, g.part) AS place,
    CAST(g.times AS double) / sum(g.times) OVER () AS share
  FROM (
    SELECT part, t1, t2, t3, t4, t5, size, ending, count(*) AS times, count(DISTINCT person) AS people
    FROM observed
    GROUP BY part, t1, t2, t3, t4, t5, size, ending
  ) AS g
) AS c
JOIN (VALUES (1), (2), (3), (4), (5)) AS n (position) ON n.position <= c.size
WHERE c.place <= 20
ORDER BY c.place, n.position
