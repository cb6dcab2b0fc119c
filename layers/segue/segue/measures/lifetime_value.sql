-- title: Value of a customer to date
-- about: Of those whose first order was in the period, what all their orders until today came to, less what was given back. By month it is a cohort's; older ones had more time. Only what is in the archive counts (ten years before and after the period), nothing that is foretold. Cancelled orders, orders in other currencies and those of which nobody can tell whose they are, are left out.
-- group: customers
-- kind: mean
-- unit: money
-- chart: bars
-- usual: month
-- better: neither
-- notes: [Those of the period before had more time to buy again, so theirs is usually more. Compare months of one age in Cohorts.]
-- time: o.started
-- dimensions: {first_channel: o.first_channel, first_medium: o.first_medium}
-- reach: [3650, 3650]
SELECT r.person, r.part, sum(r.net) AS value
FROM (SELECT o.person, {part} AS part, o.net FROM histories AS o WHERE {period}{where}) AS r
GROUP BY r.person, r.part
