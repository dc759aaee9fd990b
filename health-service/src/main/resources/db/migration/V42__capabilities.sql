-- What was tested of an offer's capabilities, as it is announced: {"tools": {"state": …}, …}. Replicas of
-- the version before write no value, and leave the one that is there.
alter table offer_status add column capabilities jsonb;

-- The same, with what the next test goes by; it outlives a replica, and announcements of the version
-- before, which leave capabilities out.
create table capability_tests (
  provider    text        not null,
  offer       text        not null,
  capability  text        not null,
  asked_at    timestamptz not null,
  -- declared, verified, refuted
  state       text        not null,
  tested_at   timestamptz,
  evidence    text,
  reason      text,
  http_status integer,
  dimension   integer,
  -- answers in a row that spoke against it, that showed nothing, and suspicions that came to nothing
  doubts      integer     not null,
  unsure      integer     not null,
  alarms      integer     not null,
  primary key (provider, offer, capability)
);
create index capability_tests_by_age on capability_tests (asked_at);
