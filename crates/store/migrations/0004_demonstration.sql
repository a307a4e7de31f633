-- Which invented city a demonstration shows, and how far it was written, ledger by ledger.
CREATE TABLE demonstration (
  site BIGINT NOT NULL, ledger TEXT NOT NULL, city TEXT NOT NULL, loaded BIGINT NOT NULL, total BIGINT NOT NULL,
  PRIMARY KEY (site, ledger));

-- A specimen stands for many papers and proves none: that two entries have it makes them no duplicates.
ALTER TABLE file ADD COLUMN specimen BIGINT NOT NULL DEFAULT 0;
