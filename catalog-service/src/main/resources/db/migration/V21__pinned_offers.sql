-- Which rule pins the offer; null for what is published as its provider lists it.
alter table offers add column pinned_by text;
