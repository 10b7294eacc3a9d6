-- Provinces and indicators of which the documents in `pending` give figures.
select distinct
    stg_observation.province,
    stg_observation.indicator
from stg_observation
inner join pending on stg_observation.document_id = pending.document_id
where stg_observation.missing = ''
order by all
