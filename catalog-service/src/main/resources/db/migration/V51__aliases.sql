-- Names of operators for models. A version of the service that does not know them leaves them alone, and
-- publishes the offers that it writes without them until the next sync.
create table aliases (
  version    bigint generated always as identity primary key,
  -- In lower case: callers write names in any.
  name_key   text        not null,
  name       text        not null,
  -- A JSON array of texts.
  models     text        not null,
  policy     text        not null,
  reason     text        not null,
  author     text        not null,
  created    timestamptz not null,
  ended      timestamptz,
  ended_by   text
);
create unique index aliases_that_stand on aliases (name_key) where ended is null;
