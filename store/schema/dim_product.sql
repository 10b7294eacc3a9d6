-- Grain: one product, sector or other breakdown that an indicator can be about.
create table dim_product (
    product varchar primary key,
    label_vi varchar not null,
    label_en varchar not null,
    kind varchar not null,
    parent_product varchar not null,
    indicators varchar not null,
    source varchar not null
);

insert into dim_product values
    ('total', 'tổng số', 'total', 'total', '', '', 'solieu');

comment on table dim_product is 'Products, sectors and other breakdowns of an indicator (the ledger''s column item).';
comment on column dim_product.product is 'Key of the breakdown, a slug; total where the figure is about the indicator as a whole.';
comment on column dim_product.label_vi is 'Name of the breakdown in Vietnamese.';
comment on column dim_product.label_en is 'Name of the breakdown in English.';
comment on column dim_product.kind is 'Kind of breakdown: product, sector and others of the vocabulary; total.';
comment on column dim_product.parent_product is 'Breakdown that this one is part of; empty at the top.';
comment on column dim_product.indicators is 'Indicators that it breaks down, separated by blanks.';
comment on column dim_product.source is 'Where the row''s facts come from.';
