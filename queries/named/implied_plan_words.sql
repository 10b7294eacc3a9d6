-- The words behind each plan rate of the provinces and indicators in `touched`.
select
    stg_observation.observation_id,
    substr(stg_sentence.sentence_text, stg_observation.figure_to + 1, 60) as words
from stg_observation
inner join stg_sentence on stg_observation.sentence_id = stg_sentence.sentence_id
inner join touched
    on stg_observation.province = touched.province and stg_observation.indicator = touched.indicator
where
    stg_observation.missing = ''
    and stg_observation.basis in ('plan', 'resolution')
