-- What operators say of offers, with why and by whom; each word ends by itself.
create table overrides (
  id       bigint generated always as identity primary key,
  provider text        not null,
  offer    text        not null,
  state    text        not null,
  reason   text        not null,
  author   text        not null,
  since    timestamptz not null,
  until    timestamptz not null,
  -- when it ended; null while it stands
  ended    timestamptz,
  -- who ended it; null where its time was over
  ended_by text
);
create unique index overrides_standing on overrides (provider, offer) where ended is null;
create index overrides_by_age on overrides (since desc);

-- Offers to be asked next, for the replica that owns them.
create table probe_requests (
  provider text        not null,
  offer    text        not null,
  asked    timestamptz not null,
  primary key (provider, offer)
);
