-- Which retirements were told of already, and how many days ahead: each is told once.
create table retirement_notices (
  provider   text    not null,
  id         text    not null,
  -- As the provider announces it; another day is another announcement.
  last_day   date    not null,
  days_ahead integer not null,
  primary key (provider, id, last_day, days_ahead)
);
