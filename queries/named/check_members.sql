-- What the checks need of the dimensions: kind of member, key, and up to five texts.
select
    'document' as kind,
    document_id as key,
    reporting_province as first,
    cast(vintage_order as varchar) as second,
    '' as third,
    '' as fourth,
    '' as fifth
from stg_document
union all
select
    'indicator',
    indicator,
    nature,
    '',
    '',
    '',
    ''
from stg_indicator
union all
select
    'product',
    product,
    product_kind,
    parent_product,
    '',
    '',
    ''
from stg_product
union all
select
    'unit',
    unit,
    case when base_unit = '' then unit else base_unit end,
    dimension,
    unit_label_vi,
    unit_label_en,
    cast(coalesce(to_base, 1) as varchar)
from stg_unit
