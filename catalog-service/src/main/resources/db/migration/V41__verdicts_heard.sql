-- How far into the topic of verdicts the table goes, by partition. It goes back where the database is put
-- back, and the verdicts since then are heard again.
create table verdicts_heard (
  part integer not null primary key,
  next bigint  not null
);
