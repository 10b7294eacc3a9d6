-- Members of a dimension. Parameter: dimension.
select
    slug,
    label_vi,
    label_en
from member
where dimension = $dimension
order by slug
