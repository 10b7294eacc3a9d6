-- A value as a field of a CSV line: quoted only where it must be, nothing for null.
create or replace temp macro csv_field(field, delimiter) as
    case
        when field is null then ''
        when contains(field, '"') or contains(field, delimiter) or regexp_matches(field, '[\r\n]')
            then concat('"', replace(field, '"', '""'), '"')
        else field
    end;
