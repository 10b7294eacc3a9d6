-- Greatest number that is printed as `value`, one unit in the last place of which is `ulp`; exact prints stand for
-- themselves, and words that widen the interval (more than, about) do so by a tenth. Null where it has no place.
create or replace macro interval_high(value, ulp, qualifier, is_exact) as
    try(
        cast(value as decimal(38, 10))
        + case when is_exact then 0 else 0.5 * ulp end
        + case when qualifier in ('>', '>=', '~') then 0.1 * abs(value) else 0 end
    );

comment on macro interval_high is 'Greatest number that a printed value stands for: half a unit of its last place above it, for exact prints itself; more than and about widen it by a tenth.';
