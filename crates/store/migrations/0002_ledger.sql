-- The books. A ledger's own tables are made from the pack (see ledger_table.rs); here is what all of them share.

-- Each version of a ledger's definition that was ever installed: a running entry stays on the one it began with.
CREATE TABLE ledger_version (
  site BIGINT NOT NULL, ledger TEXT NOT NULL, version BIGINT NOT NULL, digest TEXT NOT NULL, body TEXT NOT NULL,
  installed_at BIGINT NOT NULL, PRIMARY KEY (site, ledger, version));

CREATE TABLE entry_move (
  site BIGINT NOT NULL, entry BIGINT NOT NULL, id BIGINT NOT NULL, ledger TEXT NOT NULL, code TEXT NOT NULL,
  kind TEXT NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL, actor BIGINT, actor_name TEXT NOT NULL,
  reason TEXT NOT NULL, other BIGINT, day TEXT, at BIGINT NOT NULL, PRIMARY KEY (site, entry, id));

-- Who acts for those whose turn it is, until the entry moves on.
CREATE TABLE entry_stand_in (
  site BIGINT NOT NULL, entry BIGINT NOT NULL, user_id BIGINT NOT NULL, named_by BIGINT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (site, entry, user_id));

-- Agreements of several organisations to one step.
CREATE TABLE entry_signature (
  site BIGINT NOT NULL, entry BIGINT NOT NULL, state TEXT NOT NULL, organisation BIGINT NOT NULL, actor BIGINT,
  at BIGINT NOT NULL, PRIMARY KEY (site, entry, state, organisation));

-- One clock an entry and state at a time; `stopped_on` while it stands still, `shifts` the stops that are over, as JSON.
CREATE TABLE entry_clock (
  site BIGINT NOT NULL, entry BIGINT NOT NULL, id BIGINT NOT NULL, ledger TEXT NOT NULL, state TEXT NOT NULL,
  began TEXT NOT NULL, due TEXT NOT NULL, extended BIGINT NOT NULL, stopped_on TEXT, shifts TEXT NOT NULL, ended TEXT,
  PRIMARY KEY (site, entry, id));
CREATE INDEX entry_clock_due ON entry_clock (site, ended, due);

CREATE TABLE milestone (
  site BIGINT NOT NULL, entry BIGINT NOT NULL, position BIGINT NOT NULL, ledger TEXT NOT NULL, name TEXT NOT NULL,
  planned TEXT NOT NULL, actual TEXT, weight BIGINT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (site, entry, position));

CREATE TABLE evidence (
  site BIGINT NOT NULL, entry BIGINT NOT NULL, id BIGINT NOT NULL, ledger TEXT NOT NULL, field TEXT NOT NULL,
  digest TEXT NOT NULL, name TEXT NOT NULL, size BIGINT NOT NULL, media_type TEXT NOT NULL, added_by BIGINT,
  added_at BIGINT NOT NULL, removed_at BIGINT, PRIMARY KEY (site, entry, id));
CREATE INDEX evidence_digest ON evidence (site, digest);

-- An enterprise or person that the books speak of. `mark` is the credit code, or a keyed digest of the identity number.
CREATE TABLE subject (
  site BIGINT NOT NULL, id BIGINT NOT NULL, kind TEXT NOT NULL, mark TEXT NOT NULL, name TEXT NOT NULL,
  folded TEXT NOT NULL, created_at BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE UNIQUE INDEX subject_mark ON subject (site, kind, mark);
CREATE INDEX subject_name ON subject (site, folded);

-- A person's key, itself enciphered with the site's: destroying the row erases the person from every revision.
CREATE TABLE personal_key (
  site BIGINT NOT NULL, subject BIGINT NOT NULL, key_id TEXT NOT NULL, sealed TEXT NOT NULL, made_at BIGINT NOT NULL,
  PRIMARY KEY (site, subject));

-- A workbook on its way into a ledger. Rows are written in chunks; `next_row` is moved in the same transaction.
CREATE TABLE import (
  site BIGINT NOT NULL, id BIGINT NOT NULL, ledger TEXT NOT NULL, organisation BIGINT NOT NULL, digest TEXT NOT NULL,
  name TEXT NOT NULL, size BIGINT NOT NULL, state TEXT NOT NULL, header TEXT NOT NULL, mapping TEXT NOT NULL,
  rows_total BIGINT, next_row BIGINT NOT NULL, rows_new BIGINT NOT NULL, rows_changed BIGINT NOT NULL,
  rows_same BIGINT NOT NULL, rows_wrong BIGINT NOT NULL, problem TEXT NOT NULL, created_by BIGINT, created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE INDEX import_of ON import (site, ledger, id);
CREATE INDEX import_state ON import (site, state, id);

CREATE TABLE import_fault (
  site BIGINT NOT NULL, import BIGINT NOT NULL, row_number BIGINT NOT NULL, position BIGINT NOT NULL, cell TEXT NOT NULL,
  shown TEXT NOT NULL, sentence TEXT NOT NULL, PRIMARY KEY (site, import, row_number, position));

-- How an organisation's columns were called the last time.
CREATE TABLE column_memory (
  site BIGINT NOT NULL, ledger TEXT NOT NULL, organisation BIGINT NOT NULL, header TEXT NOT NULL, cell TEXT NOT NULL,
  PRIMARY KEY (site, ledger, organisation, header));
