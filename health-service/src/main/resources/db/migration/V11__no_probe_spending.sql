-- Superseded by probe_budget.
drop table probe_spending;
