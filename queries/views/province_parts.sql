-- Grain: one province that was merged into a new territory.
create or replace view province_parts as
select
    parts.province,
    wholes.province as whole,
    wholes.valid_from as whole_from,
    count(*) over (partition by wholes.province) as n_parts
from stg_province as parts
inner join stg_province as wholes on parts.successor = wholes.province
where wholes.valid_from > parts.valid_to;

comment on view province_parts is 'Territories that became parts of a new one. A province that took in another and went on under its own key is not told apart from itself, so that one is not here.';
comment on column province_parts.whole is 'Territory that took it over, as in dim_province.';
comment on column province_parts.whole_from is 'First day of that territory.';
comment on column province_parts.n_parts is 'Number of territories that it was made of; 1 where only the name or the rank changed.';
