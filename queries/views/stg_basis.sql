-- Grain: one basis. Staging: names the columns for joining.
create or replace view stg_basis as
with source as (
    select * from dim_basis
)
select
    basis,
    label_vi as basis_label_vi,
    label_en as basis_label_en
from source;

comment on view stg_basis is 'Staging: bases of comparison.';
comment on column stg_basis.basis_label_vi is 'Name of the basis in Vietnamese.';
comment on column stg_basis.basis_label_en is 'Name of the basis in English.';
