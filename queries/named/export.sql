-- All columns of a relation with series, in the order of all columns. Parameters: relation; indicator, province, first
-- and last day, each null for all. A point counts by the last day of its period.
select *
from query_table($relation)
where
    indicator = coalesce($indicator, indicator)
    and province = coalesce($province, province)
    and period_to between coalesce(cast($first_day as date), period_to)
    and coalesce(cast($last_day as date), period_to)
order by all asc nulls first
