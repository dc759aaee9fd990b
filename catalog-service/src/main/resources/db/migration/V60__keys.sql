-- Keys of callers. Of their texts only the digests are here. A version of the service that does not know them leaves them
-- alone; it cannot publish them either, and its relay leaves an outbox with them to the replicas that can.
create table caller_keys (
  id             text        primary key,
  name           text        not null,
  team           text,
  digest         text        not null unique,
  -- Of the text before, which is let in until then.
  former_digest  text,
  former_until   timestamptz,
  -- What it is let do, as JSON.
  terms          text        not null,
  disabled       boolean     not null,
  created        timestamptz not null,
  updated        timestamptz not null,
  version        bigint      not null
);
create index caller_keys_by_age on caller_keys (created, id);

-- Who did what to which key; kept after the key.
create table caller_key_acts (
  id      text        primary key,
  key_id  text        not null,
  act     text        not null,
  author  text        not null,
  reason  text        not null,
  at      timestamptz not null
);
create index caller_key_acts_by_key on caller_key_acts (key_id, at);

-- The outbox has rows of a further sort; which there are is an enumeration in the code.
alter table outbox drop constraint outbox_action_check;
