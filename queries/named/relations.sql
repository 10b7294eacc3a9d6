-- Tables, views and macros with their comments, staging last.
select
    relation,
    kind,
    meaning
from (
    select
        table_name as relation,
        'table' as kind,
        comment as meaning
    from duckdb_tables()
    where not internal
    union all by name
    select
        view_name as relation,
        'view' as kind,
        comment as meaning
    from duckdb_views()
    where not internal
    union all by name
    select
        function_name as relation,
        replace(function_type, '_', ' ') as kind,
        comment as meaning
    from duckdb_functions()
    where not internal and function_type in ('macro', 'table_macro')
)
order by starts_with(relation, 'stg_'), kind desc, relation
