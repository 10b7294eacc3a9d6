-- Reports by name, with their keys. Parameter: name, a file's name with or without its suffix, or a key.
select
    document_id,
    document
from stg_document
where
    document = $name
    or document_id = $name
    or regexp_replace(document, '\.[^.]+$', '') = $name
order by vintage_order
