-- Offers of which Kafka holds something else than the table, found when the database was put back. The
-- provider's next list tells which of the two is right.
create table astray (
  provider text   not null,
  id       text   not null,
  -- As the event on Kafka names it.
  model    text   not null,
  -- A row of a later version was published since.
  floor    bigint not null,
  primary key (provider, id)
);
