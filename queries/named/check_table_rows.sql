-- Figures of tables with the row and column in which they stand (`row/column`) and what their row is part of
-- (`row of the whole/row that opens the list/strength/rows in the list`), both as the reader of tables left them.
select
    document_id,
    observation_id,
    table_number,
    rules['table_place'] as table_place,
    coalesce(rules['part_of'], '') as part_of
from stg_observation
where table_number is not null and rules['table_place'] is not null
order by document_id, place_from
