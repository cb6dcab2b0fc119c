-- title: Movement between groups
-- about: Into which group customers belonged when the period began, and when it ended, by how fresh their last order is and how many they placed, or how much they spent, within 365 days (points from 1 to 5 by the usual lines of policies/rfm.yaml). Champions, fresh (4 or 5) and strong (4 or 5); loyal, at least 3 in both; new, fresh with one order ever; growing, at least 3 and not yet strong; at risk, no longer fresh (2 or less) but strong (3 or more); asleep, the same and weak; gone, no order for a year. Cancelled orders, orders in other currencies and those of which nobody can tell whose they are, are left out.
-- group: sales
-- kind: table
-- unit: count
-- chart: flows
-- time: o.time
-- windows: {within_days: 365}
-- reach: [3650, 0]
-- columns:
--   from: the group at the beginning, nobody yet for who had not ordered
--   to: the group at the end
--   people: how many people
--   share: of all customers at the end
SELECT g.person, concat(g.before, ' > ', g.after) AS part, g.before, g.after
FROM (
  SELECT b.person, coalesce(max(CASE WHEN b.moment = 0 THEN b.segment END), 'nobody yet') AS before,
    max(CASE WHEN b.moment = 1 THEN b.segment END) AS after
  FROM rfm AS b
  GROUP BY b.person
) AS g;
SELECT before AS "from", after AS "to", count(*) AS people,
  CAST(count(*) AS double) / sum(count(*)) OVER () AS share
FROM observed
GROUP BY before, after
ORDER BY count(*) DESC, before, after
