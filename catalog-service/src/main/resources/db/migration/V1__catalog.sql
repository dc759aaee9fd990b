-- Every offer that a provider lists, as it was last published. A withdrawn offer has no row.
create table offers (
  provider        text        not null,
  id              text        not null,
  model           text        not null,
  model_key       text        not null,
  name            text        not null,
  task            text        not null,
  capabilities    text[]      not null,
  input           text[]      not null,
  output          text[]      not null,
  price_kind      text        not null,
  price_input     numeric,
  price_output    numeric,
  context_tokens  integer,
  serverless      boolean,
  -- Of what the provider lists: a sync compares these, not the offers.
  fingerprint     text        not null,
  version         bigint      not null,
  updated         timestamptz not null,
  -- Why it is not published; null for what is.
  hidden          text,
  -- The offer as JSON, as it is published.
  body            text        not null,
  primary key (provider, id)
);
create index offers_by_model on offers (model_key);
create index offers_by_version on offers (version);

-- One number per committed change of the catalog, so that versions of an offer always grow, also
-- after it was withdrawn and came back.
create sequence catalog_version;

-- What is to be published, in order, and what was: the relay keeps a position, rows go when they are
-- old. Whoever appends holds the append lock until it commits, so that numbers become visible in
-- order and the position can never pass a row that is still to come.
create table outbox (
  seq      bigint generated always as identity primary key,
  action   text        not null check (action in ('put', 'remove', 'sync')),
  provider text        not null,
  id       text,
  version  bigint      not null,
  -- The change or the sync as JSON; null where an offer is published without being a change.
  payload  text,
  at       timestamptz not null
);
create index outbox_by_age on outbox (at);

create table relay (
  id        integer primary key check (id = 1),
  published bigint  not null
);
insert into relay values (1, 0);

create table sync_attempts (
  id        text primary key,
  provider  text        not null,
  started   timestamptz not null,
  finished  timestamptz,
  result    text        not null,
  reason    text,
  report    text
);
create index sync_attempts_by_provider on sync_attempts (provider, started desc);

-- Which replica syncs a provider now, and when it was done last.
create table provider_states (
  provider      text primary key,
  lease_owner   text,
  lease_until   timestamptz,
  attempt       text,
  last_started  timestamptz,
  last_complete timestamptz,
  last_attempt  text
);
