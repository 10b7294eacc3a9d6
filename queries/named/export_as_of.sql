-- Points of one frequency of all series of totals as they were known on a day, in the order of all columns.
-- Parameters: frequency, as_of; indicator, province, first and last day, each null for all.
select * exclude (frequency)
from series_as_of(cast($as_of as date))
where
    frequency = $frequency
    and indicator = coalesce($indicator, indicator)
    and province = coalesce($province, province)
    and period_to between coalesce(cast($first_day as date), period_to)
    and coalesce(cast($last_day as date), period_to)
order by all asc nulls first
