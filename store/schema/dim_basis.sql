-- Grain: one thing that a figure can be compared with.
create table dim_basis (
    basis varchar primary key,
    label_vi varchar not null,
    label_en varchar not null
);

insert into dim_basis values
    ('none', 'không so sánh', 'no comparison'),
    ('prev_month', 'so tháng trước', 'on the month before'),
    ('prev_quarter', 'so quý trước', 'on the quarter before'),
    ('other_period', 'so kỳ khác', 'on another period that the table names'),
    ('prev_december', 'so tháng 12 năm trước', 'on December of the year before'),
    ('same_period', 'so cùng kỳ năm trước', 'on the same period of the year before'),
    ('plan', 'so kế hoạch', 'of the plan'),
    ('resolution', 'so Nghị quyết', 'of the resolution''s target'),
    ('avg_annual', 'bình quân năm', 'annual average over the span'),
    ('start_of_span', 'so năm đầu giai đoạn', 'on the first year of the span'),
    ('whole', 'so tổng thể', 'of the whole'),
    ('unknown', 'không rõ', 'unknown');

comment on table dim_basis is 'Bases: what a change, a rate or a share is measured against.';
comment on column dim_basis.basis is 'Key of the basis; none for a figure that compares with nothing.';
comment on column dim_basis.label_vi is 'Name of the basis in Vietnamese.';
comment on column dim_basis.label_en is 'Name of the basis in English.';
