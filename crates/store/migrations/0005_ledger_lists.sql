-- What people keep beside the lists of the ledgers: views under a name, requests to correct, and what was decided about
-- entries that may be the same thing.

-- What a list is narrowed to, sorted by and shows. `organisation` is whom it is shared with; filters and columns are JSON.
CREATE TABLE saved_view (
  site BIGINT NOT NULL, id BIGINT NOT NULL, ledger TEXT NOT NULL, owner BIGINT NOT NULL, organisation BIGINT,
  name TEXT NOT NULL, search TEXT NOT NULL, filters TEXT NOT NULL, sort TEXT NOT NULL, columns TEXT NOT NULL,
  created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE INDEX saved_view_owner ON saved_view (site, owner, ledger);
CREATE INDEX saved_view_shared ON saved_view (site, ledger, organisation);

-- The view with which a ledger opens for a person.
CREATE TABLE default_view (
  site BIGINT NOT NULL, user_id BIGINT NOT NULL, ledger TEXT NOT NULL, view BIGINT NOT NULL,
  PRIMARY KEY (site, user_id, ledger));

-- A request to correct an entry, or the name of a subject. `organisation` is whose turn it is; `field` is empty where the
-- whole is meant; `entry_version` is what the raiser saw, `new_version` what the correction made.
CREATE TABLE correction (
  site BIGINT NOT NULL, id BIGINT NOT NULL, ledger TEXT NOT NULL, entry BIGINT, subject BIGINT, field TEXT NOT NULL,
  entry_version BIGINT, wrong TEXT NOT NULL, proposed TEXT NOT NULL, state TEXT NOT NULL, organisation BIGINT NOT NULL,
  due TEXT, raised_by BIGINT NOT NULL, raised_at BIGINT NOT NULL, answer TEXT NOT NULL, answered_by BIGINT,
  answered_at BIGINT, new_version BIGINT, noted_at BIGINT, file_digest TEXT, file_name TEXT, file_size BIGINT,
  file_type TEXT, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE INDEX correction_handler ON correction (site, organisation, state);
CREATE INDEX correction_raiser ON correction (site, raised_by, state);
CREATE INDEX correction_entry ON correction (site, entry);
CREATE INDEX correction_subject ON correction (site, subject);

CREATE TABLE correction_step (
  site BIGINT NOT NULL, correction BIGINT NOT NULL, id BIGINT NOT NULL, verb TEXT NOT NULL, actor BIGINT,
  organisation BIGINT NOT NULL, reason TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (site, correction, id));

-- Marks that several entries have, counted whenever a mark comes or goes, so that a list of them never counts the marks.
-- `decided` is how many of the entries a decision covers; `waiting` is 1 while one is not covered.
CREATE TABLE mark_group (
  site BIGINT NOT NULL, ledger TEXT NOT NULL, rule TEXT NOT NULL, mark BIGINT NOT NULL, entries BIGINT NOT NULL,
  decided BIGINT NOT NULL, waiting BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (site, ledger, rule, mark));
CREATE INDEX mark_group_waiting ON mark_group (site, ledger, waiting, rule, mark);
INSERT INTO mark_group (site, ledger, rule, mark, entries, decided, waiting, version)
  SELECT site, ledger, rule, mark, COUNT(*), 0, 1, 1 FROM entry_mark GROUP BY site, ledger, rule, mark HAVING COUNT(*) > 1;

-- What was decided about entries of one mark: `different`, or `same` with the one that stays.
CREATE TABLE duplicate_decision (
  site BIGINT NOT NULL, id BIGINT NOT NULL, ledger TEXT NOT NULL, rule TEXT NOT NULL, mark BIGINT NOT NULL,
  verdict TEXT NOT NULL, keeps BIGINT, reason TEXT NOT NULL, decided_by BIGINT, decided_at BIGINT NOT NULL,
  PRIMARY KEY (site, id));
CREATE INDEX duplicate_decision_of ON duplicate_decision (site, ledger, rule, mark);

-- The entries that a decision covers, as long as they keep the mark.
CREATE TABLE duplicate_decided (
  site BIGINT NOT NULL, ledger TEXT NOT NULL, rule TEXT NOT NULL, mark BIGINT NOT NULL, entry BIGINT NOT NULL,
  decision BIGINT NOT NULL, PRIMARY KEY (site, ledger, rule, mark, entry));
