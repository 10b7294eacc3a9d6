-- Columns with their comments, in their order. Parameter: relation, null for all tables and views; a macro, when it is
-- named, has its parameters for columns.
select
    relation,
    "column",
    type,
    meaning
from (
    select
        table_name as relation,
        column_name as "column",
        data_type as type,
        comment as meaning,
        column_index as place
    from duckdb_columns()
    where not internal
    union all by name
    select
        function_name as relation,
        unnest(parameters) as "column",
        'parameter' as type,
        comment as meaning,
        unnest(range(len(parameters))) as place
    from duckdb_functions()
    where
        not internal
        and function_type in ('macro', 'table_macro')
        and function_name = $relation
)
where relation = coalesce($relation, relation)
order by relation, place
