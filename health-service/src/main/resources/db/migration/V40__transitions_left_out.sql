-- How many changes between the one before and this one are left out, because they came faster than they
-- could be written; null for none.
alter table transitions add column left_out integer;
