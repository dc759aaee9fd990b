-- Which replica published last: another one that takes over shuts it out of Kafka first.
alter table relay add column owner text;
