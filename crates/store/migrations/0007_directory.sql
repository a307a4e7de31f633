-- What is said of organisations by name changes seldom and is asked with every entry. A new number says that it changed, so
-- that what was read may be kept till then; it is no count, because a change that is undone must not leave its number to
-- another.
CREATE TABLE directory (site BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (site));
INSERT INTO directory (site, version) SELECT site, 0 FROM site;
