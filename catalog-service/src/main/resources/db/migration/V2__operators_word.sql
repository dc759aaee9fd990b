-- What an operator says of offers; it counts over what providers list, at every sync.
create table rules (
  id        text primary key,
  kind      text        not null check (kind in ('block', 'filter', 'pin')),
  -- Null for a filter over all providers.
  provider  text,
  -- The provider's own id, byte-exact; the pattern of a filter.
  target    text        not null,
  -- What a pin says of the offer, as JSON; null for the others.
  facts     text,
  reason    text        not null,
  evidence  text,
  author    text        not null,
  created   timestamptz not null,
  expires   timestamptz,
  -- Rules are kept when they have ended: who hid what, and why, can be told later.
  ended     timestamptz,
  ended_by  text
);
create index rules_standing on rules (created) where ended is null;

-- The offer as the provider lists it, where a pin says otherwise; null elsewhere.
alter table offers add column listed text;

-- Differences between a provider's list and its offers that are too odd to publish. One per offer:
-- what the latest sync found.
create table held_changes (
  provider         text        not null,
  id               text        not null,
  model            text        not null,
  kind             text        not null check (kind in ('add', 'change', 'withdraw')),
  reason           text        not null,
  detail           text        not null,
  -- Of what the provider lists; null for a withdrawal.
  fingerprint      text,
  listed           text,
  sync_id          text        not null,
  since            timestamptz not null,
  -- An operator said that it is not so: held without a word, as long as the list says the same.
  rejected         timestamptz,
  rejected_by      text,
  rejected_because text,
  primary key (provider, id)
);

-- What operators decided about held changes.
create table decisions (
  id        text primary key,
  provider  text        not null,
  verdict   text        not null check (verdict in ('accepted', 'rejected')),
  author    text        not null,
  reason    text        not null,
  sync_id   text        not null,
  changes   integer     not null,
  at        timestamptz not null
);
create index decisions_by_provider on decisions (provider, at desc);

-- The form of each list's entries, against which the next reading is compared.
create table list_shapes (
  provider  text        not null,
  list      text        not null,
  entries   integer     not null,
  -- By path, by JSON type: in how many entries.
  fields    text        not null,
  since     timestamptz not null,
  sync_id   text        not null,
  -- How it differed from the one before; null for the first.
  drift     text,
  primary key (provider, list)
);

-- The verdicts of the health service, as last heard.
create table availability (
  provider       text        not null,
  id             text        not null,
  state          text        not null,
  reason         text,
  since          timestamptz,
  last_verified  timestamptz,
  ttft_millis    bigint,
  retry_at       timestamptz,
  version        bigint      not null,
  primary key (provider, id)
);

-- Grows with every change of a verdict: answers are the same as long as it is.
create table availability_epoch (
  id    integer primary key check (id = 1),
  value bigint not null
);
insert into availability_epoch values (1, 0);
