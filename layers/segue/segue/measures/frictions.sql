-- title: Where customers are lost
-- about: Places that may keep customers from buying, each with what it lost beside what is usual. Looks at pages with a click in rage, a dead click, a refused field or a slow load beside the other looks at that kind of page on that kind of device; looks that came by a certain way (two or three kinds of page, or back and forth) beside other looks at the same page, and beside what the part of that way alone loses; steps of the checkout on a kind of device beside the other devices; messages of a journey that were blocked for a reason beside the other journeys; first answers of the staff on a channel that took longer than on the other channels on average. Rows with fewer than 20 cases are left out. These are candidates, the ranking takes only what chance does not explain.
-- group: friction
-- kind: table
-- unit: share
-- chart: list
-- better: less
-- time: l.time
-- reach: [7, 7]
-- dimensions: {device: l.device, source: l.source}
-- columns: {kind: what was looked at, place: the element or field or way or step or reason, page: kind of page or journey, device: kind of device, cases: how many, lost_cases: of these lost, usual_cases: those they are compared with, usual_lost_cases: of these lost, other_cases: of ways those of the part alone, other_lost_cases: of these lost, people: about how many people, chance_rate: share of those not lost that order, order_value: mean order, wait: seconds in opening hours until the first answer on the channel on average, usual_wait: on the others, seen: pseudonyms of up to ten of the lost, seen_at: when that was}
SELECT l.person, {part} AS part, l.lost AS value, l.time, l.lost, l.ordered, coalesce(l.page, '') AS page,
  coalesce(l.device, '') AS device, l.rage, l.dead, l.field, l.slow, l.page_1, l.page_2, l.page_3
FROM looks AS l
WHERE {period}{where}
;
SELECT f.kind, f.place, f.page, f.device, f.cases, f.lost_cases, f.usual_cases, f.usual_lost_cases, f.other_cases,
  f.other_lost_cases, f.people, f.chance_rate, CASE WHEN f.kind NOT IN ('policy', 'answers') THEN w.order_value END AS order_value,
  f.wait, f.usual_wait, f.seen, f.seen_at
FROM (
  WITH ways AS (
    SELECT device, page, page_1, page_2, page_3, count(*) AS cases, sum(lost) AS lost_cases, count_if(ordered AND lost = 0) AS bought,
      approx_distinct(person) AS people,
      max_by(person, CASE WHEN lost = 1 THEN time END, 10) AS seen, max(CASE WHEN lost = 1 THEN time END, 10) AS seen_at
    FROM observed GROUP BY device, page, page_1, page_2, page_3
  ),
  alone AS (
    SELECT device, page, sum(cases) AS cases, sum(lost_cases) AS lost_cases,
      CAST(sum(bought) AS double) / nullif(sum(cases) - sum(lost_cases), 0) AS chance_rate
    FROM ways GROUP BY device, page
  ),
  pairs AS (
    SELECT device, page_1, page, sum(cases) AS cases, sum(lost_cases) AS lost_cases, max(people) AS people,
      max_by(seen, lost_cases) AS seen, max_by(seen_at, lost_cases) AS seen_at
    FROM ways WHERE page_1 IS NOT NULL GROUP BY device, page_1, page
  ),
  triples AS (
    SELECT device, page_2, page_1, page, sum(cases) AS cases, sum(lost_cases) AS lost_cases, max(people) AS people,
      max_by(seen, lost_cases) AS seen, max_by(seen_at, lost_cases) AS seen_at
    FROM ways WHERE page_2 IS NOT NULL GROUP BY device, page_2, page_1, page
  ),
  touched AS (
    SELECT kind, place, page, device, count(*) AS cases, sum(lost) AS lost_cases, approx_distinct(person) AS people,
      max_by(person, CASE WHEN lost = 1 THEN time END, 10) AS seen, max(CASE WHEN lost = 1 THEN time END, 10) AS seen_at
    FROM (
      SELECT 'rage' AS kind, rage AS place, page, device, person, time, lost FROM observed WHERE rage IS NOT NULL
      UNION ALL SELECT 'dead', dead, page, device, person, time, lost FROM observed WHERE dead IS NOT NULL
      UNION ALL SELECT 'form', field, page, device, person, time, lost FROM observed WHERE field IS NOT NULL
      UNION ALL SELECT 'slow', '', page, device, person, time, lost FROM observed WHERE slow IS NOT NULL
    ) AS felt
    GROUP BY kind, place, page, device
  ),
  steps AS (
    SELECT s.number, l.device, count(*) AS cases, count_if(l.depth = s.number) AS lost_cases,
      count_if(l.depth >= 20) AS bought, approx_distinct(l.person) AS people,
      max_by(l.person, CASE WHEN l.depth = s.number THEN l.time END, 10) AS seen,
      max(CASE WHEN l.depth = s.number THEN l.time END, 10) AS seen_at
    FROM walks AS l
    JOIN (VALUES 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13) AS s (number) ON l.before_order >= s.number
    WHERE l.device <> '' AND {period}{where}
    GROUP BY s.number, l.device
  ),
  reasons AS (
    SELECT journey, reason, count(*) AS cases, approx_distinct(person) AS people,
      max_by(person, time, 10) AS seen, max(time, 10) AS seen_at
    FROM decided WHERE time >= {since} AND time < {until} GROUP BY journey, reason
  ),
  waited AS (
    SELECT coalesce(channel, '') AS channel, person, asked, open_seconds AS seconds
    FROM stretches WHERE what = 'first' AND ended IS NOT NULL AND asked >= {since} AND asked < {until}
  ),
  answers AS (
    SELECT c.channel, c.cases, c.usual_cases, c.wait, c.usual_wait, count(DISTINCT CASE WHEN w.channel = c.channel THEN w.person END) AS people,
      count_if(w.channel = c.channel AND w.seconds > c.usual_wait) AS lost_cases,
      count_if(w.channel <> c.channel AND w.seconds > c.usual_wait) AS usual_lost_cases,
      max_by(w.person, CASE WHEN w.channel = c.channel AND w.seconds > c.usual_wait THEN w.seconds END, 10) AS seen,
      max_by(w.asked, CASE WHEN w.channel = c.channel AND w.seconds > c.usual_wait THEN w.seconds END, 10) AS seen_at
    FROM (
      SELECT o.channel, o.cases, a.cases - o.cases AS usual_cases, o.seconds / o.cases AS wait,
        (a.seconds - o.seconds) / nullif(a.cases - o.cases, 0) AS usual_wait
      FROM (SELECT channel, count(*) AS cases, sum(seconds) AS seconds FROM waited GROUP BY channel) AS o
      CROSS JOIN (SELECT count(*) AS cases, sum(seconds) AS seconds FROM waited) AS a
    ) AS c
    CROSS JOIN waited AS w
    GROUP BY c.channel, c.cases, c.usual_cases, c.wait, c.usual_wait
  )
  SELECT t.kind, t.place, t.page, t.device, t.cases, t.lost_cases, a.cases - t.cases AS usual_cases,
    a.lost_cases - t.lost_cases AS usual_lost_cases, CAST(NULL AS bigint) AS other_cases,
    CAST(NULL AS bigint) AS other_lost_cases, t.people, a.chance_rate, CAST(NULL AS double) AS wait,
    CAST(NULL AS double) AS usual_wait, t.seen, t.seen_at
  FROM touched AS t JOIN alone AS a ON a.page = t.page AND a.device = t.device
  UNION ALL
  SELECT 'pair', p.page_1 || ' > ' || p.page, p.page, p.device, p.cases, p.lost_cases, a.cases - p.cases,
    a.lost_cases - p.lost_cases, o.cases, o.lost_cases, p.people, a.chance_rate, NULL, NULL, p.seen, p.seen_at
  FROM pairs AS p
  JOIN alone AS a ON a.page = p.page AND a.device = p.device
  JOIN alone AS o ON o.page = p.page_1 AND o.device = p.device
  WHERE p.page <> 'thanks'
  UNION ALL
  SELECT 'triple', t.page_2 || ' > ' || t.page_1 || ' > ' || t.page, t.page, t.device, t.cases, t.lost_cases,
    p.cases - t.cases, p.lost_cases - t.lost_cases, a.cases, a.lost_cases, t.people, a.chance_rate, NULL, NULL, t.seen, t.seen_at
  FROM triples AS t
  JOIN pairs AS p ON p.page_1 = t.page_1 AND p.page = t.page AND p.device = t.device
  JOIN alone AS a ON a.page = t.page AND a.device = t.device
  WHERE t.page <> 'thanks'
  UNION ALL
  SELECT 'loop', v.page_1 || ' > ' || v.page, v.page, v.device, v.cases, v.lost_cases, p.cases - v.cases,
    p.lost_cases - v.lost_cases, NULL, NULL, v.people, a.chance_rate, NULL, NULL, v.seen, v.seen_at
  FROM ways AS v
  JOIN pairs AS p ON p.page_1 = v.page_1 AND p.page = v.page AND p.device = v.device
  JOIN alone AS a ON a.page = v.page AND a.device = v.device
  WHERE v.page = v.page_2 AND v.page_1 = v.page_3 AND v.page <> v.page_1
  UNION ALL
  SELECT 'step', CASE s.number WHEN 3 THEN 'cart' WHEN 4 THEN 'checkout' ELSE 'step ' || CAST(s.number - 4 AS varchar) END,
    'checkout', s.device, s.cases, s.lost_cases, a.cases - s.cases, a.lost_cases - s.lost_cases, NULL, NULL, s.people,
    CAST(a.bought AS double) / nullif(a.cases - a.lost_cases, 0), NULL, NULL, s.seen, s.seen_at
  FROM steps AS s
  JOIN (SELECT number, sum(cases) AS cases, sum(lost_cases) AS lost_cases, sum(bought) AS bought FROM steps GROUP BY number) AS a
    ON a.number = s.number
  UNION ALL
  SELECT 'policy', r.reason, r.journey, '', j.cases, r.cases, w.cases - j.cases, a.cases - r.cases, NULL, NULL, r.people, NULL, NULL, NULL, r.seen, r.seen_at
  FROM reasons AS r
  JOIN (SELECT journey, sum(cases) AS cases FROM reasons GROUP BY journey) AS j ON j.journey = r.journey
  JOIN (SELECT reason, sum(cases) AS cases FROM reasons GROUP BY reason) AS a ON a.reason = r.reason
  CROSS JOIN (SELECT sum(cases) AS cases FROM reasons) AS w
  WHERE r.reason <> 'none'
  UNION ALL
  SELECT 'answers', w.channel, '', '', w.cases, w.lost_cases, w.usual_cases, w.usual_lost_cases, NULL, NULL, w.people, NULL, w.wait,
    w.usual_wait, w.seen, w.seen_at
  FROM answers AS w
  WHERE w.channel <> ''
) AS f
CROSS JOIN (SELECT avg(CAST(money AS double)) AS order_value FROM orders WHERE time >= {since} AND time < {until}) AS w
WHERE f.cases >= 20
ORDER BY f.kind, f.place, f.page, f.device
