-- The verdict on every offer as its owner holds it, written in batches: what any replica answers
-- from. Kafka stays the truth for routing.
create table offer_status (
  provider      text        not null,
  offer         text        not null,
  model         text        not null,
  model_key     text        not null,
  -- of Kafka: whose owner writes the row
  part          integer     not null,
  state         text        not null,
  reason        text,
  source        text        not null,
  since         timestamptz not null,
  last_verified timestamptz,
  last_checked  timestamptz,
  http_status   integer,
  ttft_millis   bigint,
  retry_at      timestamptz,
  version       bigint      not null,
  written       timestamptz not null,
  primary key (provider, offer)
);
create index offer_status_by_model on offer_status (model_key);
create index offer_status_by_part on offer_status (part, written);
-- Offers that worked once and are in trouble: few.
create index offer_status_down on offer_status (provider)
  where state in ('unavailable', 'degraded') and last_verified is not null;

-- Evidence in quarters of an hour; a row only where there was some. Each run of a replica writes
-- rows of its own and whole, so that writing one again counts nothing twice.
create table evidence_slots (
  provider text        not null,
  offer    text        not null,
  slot     timestamptz not null,
  writer   text        not null,
  answered bigint      not null,
  failed   bigint      not null,
  -- buckets of the time to first token: {"index": count}
  ttft     jsonb       not null,
  primary key (provider, offer, slot, writer)
);
create index evidence_slots_by_age on evidence_slots (slot);

-- Trouble with our accounts, as replicas meet it; over when an offer of the provider answers.
create table account_troubles (
  provider  text        primary key,
  finding   text        not null,
  since     timestamptz not null,
  last_seen timestamptz not null
);

create table incidents (
  id       bigint generated always as identity primary key,
  -- offer, provider, account
  cause    text        not null,
  provider text        not null,
  -- the provider's own model id; null where the cause is not one offer
  offer    text,
  reason   text,
  opened   timestamptz not null,
  closed   timestamptz,
  -- recovered, withdrawn, grouped
  ended    text,
  -- the most offers that it held at a time
  offers   integer     not null
);
create unique index incidents_open on incidents (provider, cause, coalesce(offer, ''))
  where closed is null;
create index incidents_by_age on incidents (opened desc);
