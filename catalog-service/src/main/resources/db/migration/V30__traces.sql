-- W3C trace context of what appended the row; null where nothing is traced, and where an older version appended it.
alter table outbox add column traceparent text;
