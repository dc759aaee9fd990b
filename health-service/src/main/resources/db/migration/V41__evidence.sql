-- What a verdict stands on: probe, traffic or listing. Replicas of the version before write no value,
-- and leave the one that is there.
alter table offer_status add column evidence text;
