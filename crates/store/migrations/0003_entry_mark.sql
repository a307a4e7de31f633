-- What an entry agrees in with others of the same thing: a digest of the cells that a rule of the ledger compares. Two
-- entries of one mark may be the same thing, found without looking through the ledger.
CREATE TABLE entry_mark (
  site BIGINT NOT NULL, ledger TEXT NOT NULL, rule TEXT NOT NULL, mark BIGINT NOT NULL, entry BIGINT NOT NULL,
  PRIMARY KEY (site, ledger, rule, mark, entry));

-- With which rules the entries of a ledger were marked, and how far: the last entry dealt with, nothing once all are.
CREATE TABLE entry_mark_run (
  site BIGINT NOT NULL, ledger TEXT NOT NULL, rules TEXT NOT NULL, done_to BIGINT, PRIMARY KEY (site, ledger));
