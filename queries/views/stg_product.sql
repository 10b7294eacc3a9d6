-- Grain: one product or other breakdown. Staging: names the columns for joining.
create or replace view stg_product as
with source as (
    select * from dim_product
)
select
    product,
    label_vi as product_label_vi,
    label_en as product_label_en,
    kind as product_kind,
    parent_product,
    indicators
from source;

comment on view stg_product is 'Staging: products and other breakdowns.';
comment on column stg_product.product_label_vi is 'Name of the breakdown in Vietnamese.';
comment on column stg_product.product_label_en is 'Name of the breakdown in English.';
comment on column stg_product.product_kind is 'Kind of breakdown: product, sector and others of the vocabulary; total.';
