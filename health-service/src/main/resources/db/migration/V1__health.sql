-- Every change of an offer's state, with why and by whom: the history that operators ask for.
create table transitions (
  id           bigint generated always as identity primary key,
  provider     text        not null,
  offer        text        not null,
  model        text        not null,
  from_state   text        not null,
  to_state     text        not null,
  reason       text,
  source       text        not null,
  http_status  integer,
  at           timestamptz not null
);
create index transitions_by_offer on transitions (provider, offer, at desc);
create index transitions_by_age on transitions (at);

-- What probes can have cost, so that a restart or a further replica does not begin a new purse.
create table probe_spending (
  day      date           primary key,
  usd      numeric(18, 9) not null
);
