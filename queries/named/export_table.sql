-- All rows and columns of a relation, in the order of all columns. Parameter: relation.
select *
from query_table($relation)
order by all asc nulls first
