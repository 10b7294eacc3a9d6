-- `part` in percent of the size of `whole`, rounded to four places, halves away from nought, in whole numbers
-- throughout; null where whole is nought or the figures are too long.
create or replace macro percent_of(part, whole) as
    try(
        sign(part) * cast(
            (
                cast(1000000000 * cast(abs(part) as decimal(38, 9)) as hugeint) * 2000000
                + cast(1000000000 * cast(abs(whole) as decimal(38, 9)) as hugeint)
            ) // (2 * nullif(cast(1000000000 * cast(abs(whole) as decimal(38, 9)) as hugeint), 0))
            as decimal(30, 0)
        ) * 0.0001
    );

comment on macro percent_of is 'A part in percent of a whole, rounded to four places, halves away from nought, without a float; null where the whole is nought.';
