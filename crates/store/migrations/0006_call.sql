-- Who calls on those whose turn it is: a reminder, or a step back with its reason. A row stays until the entry moves on,
-- so the table holds what is open now and no history; that is in entry_move.
CREATE TABLE entry_call (
  site BIGINT NOT NULL, ledger TEXT NOT NULL, entry BIGINT NOT NULL, id BIGINT NOT NULL, kind TEXT NOT NULL,
  actor BIGINT, actor_name TEXT NOT NULL, reason TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (site, ledger, entry, id));

-- The entries at which a person stands in.
CREATE INDEX entry_stand_in_user ON entry_stand_in (site, user_id);
