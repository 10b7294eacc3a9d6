-- Grain: one member of one dimension whose key a report may bring along.
create view member as
select
    'province' as dimension,
    province as slug,
    label_vi,
    label_en
from dim_province
union all by name
select
    'indicator' as dimension,
    indicator as slug,
    label_vi,
    label_en
from dim_indicator
union all by name
select
    'product' as dimension,
    product as slug,
    label_vi,
    label_en
from dim_product
union all by name
select
    'unit' as dimension,
    unit as slug,
    label_vi,
    label_en
from dim_unit
union all by name
select
    'measure' as dimension,
    measure as slug,
    label_vi,
    label_en
from dim_measure
union all by name
select
    'basis' as dimension,
    basis as slug,
    label_vi,
    label_en
from dim_basis
union all by name
select
    'status' as dimension,
    status as slug,
    label_vi,
    label_en
from dim_status
union all by name
select
    'period' as dimension,
    period as slug,
    label_vi,
    label_en
from dim_period;

comment on view member is 'Members of the dimensions under one roof, to find one by its slug.';
comment on column member.dimension is 'Dimension without its prefix: province is a row of dim_province.';
comment on column member.slug is 'Key of the member.';
comment on column member.label_vi is 'Name of the member in Vietnamese.';
comment on column member.label_en is 'Name of the member in English.';
