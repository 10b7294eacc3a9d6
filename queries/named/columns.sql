-- Columns with their comments, in their order. Parameter: relation, null for all.
select
    table_name as relation,
    column_name as "column",
    data_type as type,
    comment as meaning
from duckdb_columns()
where
    not internal
    and table_name = coalesce($relation, table_name)
order by relation, column_index
