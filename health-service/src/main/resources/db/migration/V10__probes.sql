-- Every question to a provider: written down before it is asked, settled when the answer is in.
create table probe_ledger (
  provider      text           not null,
  offer         text           not null,
  asked_at      timestamptz    not null,
  -- chat, completions, embeddings
  kind          text           not null,
  -- how it was put, for example "max_tokens=1 stream"
  form          text           not null,
  -- why it was this offer's turn: suspect, wanted, new, stale
  urgency       text           not null,
  replica       text           not null,
  -- the most that it can cost; what it cost is known when it is settled
  reserved_usd  numeric(18, 9) not null,
  answered_at   timestamptz,
  finding       text,
  http_status   integer,
  ttft_millis   bigint,
  usd           numeric(18, 9),
  primary key (provider, offer, asked_at)
);
create index probe_ledger_by_age on probe_ledger (asked_at);

-- A day's money (UTC), per provider and, as provider '*', for all of them. Replicas draw on it
-- before they spend; drawn is never more than the cap, so neither is what they spend.
create table probe_budget (
  day        date           not null,
  provider   text           not null,
  drawn_usd  numeric(18, 9) not null default 0,
  spent_usd  numeric(18, 9) not null default 0,
  questions  bigint         not null default 0,
  primary key (day, provider)
);

-- What outlives a replica of one offer's probes: when it was asked last, and how it wants to be
-- asked where that was learned.
create table probe_memory (
  provider     text        not null,
  offer        text        not null,
  asked_at     timestamptz not null,
  budget_name  text        not null,
  tokens       integer     not null,
  effort       text        not null,
  stream       boolean     not null,
  primary key (provider, offer)
);
