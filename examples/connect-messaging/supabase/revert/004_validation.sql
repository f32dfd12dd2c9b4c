-- A validation changes nothing, so there is nothing to take back.

select 'nothing' as taken_back;
