-- Notice, plan, duties, work plans, people, audit. `site` stands first in every key. Truth is 0 or 1, days are text,
-- instants are milliseconds UTC, decimals are text. JSON columns hold what is shown, never what is counted.

CREATE TABLE schema_version (version BIGINT NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL);

CREATE TABLE site (
  site BIGINT NOT NULL PRIMARY KEY, code TEXT NOT NULL, name TEXT NOT NULL, time_zone TEXT NOT NULL,
  year BIGINT NOT NULL, demonstration BIGINT NOT NULL, installed_at BIGINT NOT NULL);

-- The pack as it was installed, so that every server of a site works with the same one.
CREATE TABLE pack_file (
  site BIGINT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (site, path));

CREATE TABLE organisation (
  site BIGINT NOT NULL, id BIGINT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, short_name TEXT NOT NULL,
  kind TEXT NOT NULL, parent BIGINT, valid_from TEXT, valid_until TEXT, successor BIGINT, assessment_unit TEXT,
  position BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE UNIQUE INDEX organisation_code ON organisation (site, code);

CREATE TABLE organisation_alias (
  site BIGINT NOT NULL, folded TEXT NOT NULL, organisation BIGINT, organisation_group BIGINT, alias TEXT NOT NULL,
  PRIMARY KEY (site, folded));

CREATE TABLE organisation_group (
  site BIGINT NOT NULL, id BIGINT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, note TEXT NOT NULL,
  version BIGINT NOT NULL, PRIMARY KEY (site, id));

CREATE TABLE group_member (
  site BIGINT NOT NULL, organisation_group BIGINT NOT NULL, organisation BIGINT NOT NULL, position BIGINT NOT NULL,
  PRIMARY KEY (site, organisation_group, organisation));

CREATE TABLE division (
  site BIGINT NOT NULL, id BIGINT NOT NULL, organisation BIGINT NOT NULL, name TEXT NOT NULL, position BIGINT NOT NULL,
  PRIMARY KEY (site, id));
CREATE INDEX division_of ON division (site, organisation);

CREATE TABLE user_account (
  site BIGINT NOT NULL, id BIGINT NOT NULL, login TEXT NOT NULL, name TEXT NOT NULL, phone TEXT NOT NULL,
  organisation BIGINT, division BIGINT, disabled BIGINT NOT NULL, must_change_password BIGINT NOT NULL,
  failures BIGINT NOT NULL, locked_until BIGINT, last_sign_in BIGINT, created_at BIGINT NOT NULL, version BIGINT NOT NULL,
  PRIMARY KEY (site, id));
CREATE UNIQUE INDEX user_login ON user_account (site, login);

CREATE TABLE credential (
  site BIGINT NOT NULL, user_id BIGINT NOT NULL, kind TEXT NOT NULL, secret TEXT NOT NULL, changed_at BIGINT NOT NULL,
  PRIMARY KEY (site, user_id, kind));

CREATE TABLE membership (
  site BIGINT NOT NULL, id BIGINT NOT NULL, user_id BIGINT NOT NULL, organisation BIGINT NOT NULL, division BIGINT,
  role TEXT NOT NULL, valid_from TEXT NOT NULL, valid_until TEXT, PRIMARY KEY (site, id));
CREATE INDEX membership_user ON membership (site, user_id);
CREATE INDEX membership_organisation ON membership (site, organisation);

CREATE TABLE session (
  site BIGINT NOT NULL, token_hash TEXT NOT NULL, user_id BIGINT NOT NULL, csrf TEXT NOT NULL, created_at BIGINT NOT NULL,
  last_seen BIGINT NOT NULL, PRIMARY KEY (site, token_hash));
CREATE INDEX session_of_user ON session (site, user_id);

CREATE TABLE idempotency (
  site BIGINT NOT NULL, actor BIGINT NOT NULL, idempotency_key TEXT NOT NULL, digest TEXT NOT NULL, answer TEXT NOT NULL,
  at BIGINT NOT NULL, PRIMARY KEY (site, actor, idempotency_key));

CREATE TABLE revision (
  site BIGINT NOT NULL, kind TEXT NOT NULL, subject BIGINT NOT NULL, version BIGINT NOT NULL, id BIGINT NOT NULL,
  audit BIGINT NOT NULL, at BIGINT NOT NULL, actor BIGINT, body TEXT NOT NULL,
  PRIMARY KEY (site, kind, subject, version, id));

CREATE TABLE audit (
  site BIGINT NOT NULL, id BIGINT NOT NULL, at BIGINT NOT NULL, actor BIGINT, actor_name TEXT NOT NULL,
  address TEXT NOT NULL, verb TEXT NOT NULL, subject_kind TEXT NOT NULL, subject BIGINT, outcome TEXT NOT NULL,
  code TEXT NOT NULL, digest TEXT NOT NULL, position BIGINT, PRIMARY KEY (site, id));
CREATE UNIQUE INDEX audit_position ON audit (site, position);
CREATE INDEX audit_at ON audit (site, at, id);
CREATE INDEX audit_address ON audit (site, address, at);

CREATE INDEX revision_audit ON revision (site, audit);

CREATE TABLE seal (
  site BIGINT NOT NULL, n BIGINT NOT NULL, at BIGINT NOT NULL, first_position BIGINT NOT NULL, rows_sealed BIGINT NOT NULL,
  root TEXT NOT NULL, seal TEXT NOT NULL, signature TEXT NOT NULL, key_id TEXT NOT NULL, PRIMARY KEY (site, n));

CREATE TABLE lease (
  site BIGINT NOT NULL, name TEXT NOT NULL, holder TEXT NOT NULL, until_at BIGINT NOT NULL, PRIMARY KEY (site, name));

CREATE TABLE file (
  site BIGINT NOT NULL, digest TEXT NOT NULL, size BIGINT NOT NULL, name TEXT NOT NULL, stored_at BIGINT NOT NULL,
  PRIMARY KEY (site, digest));

CREATE TABLE plan (
  site BIGINT NOT NULL, id BIGINT NOT NULL, year BIGINT NOT NULL, title TEXT NOT NULL, attachment_title TEXT NOT NULL,
  doc_number TEXT NOT NULL, issuer TEXT NOT NULL, issued_on TEXT NOT NULL, addressees TEXT NOT NULL, copies_to TEXT NOT NULL,
  state TEXT NOT NULL, file_digest TEXT NOT NULL, file_name TEXT NOT NULL, format TEXT NOT NULL, created_at BIGINT NOT NULL,
  created_by BIGINT, published_at BIGINT, published_by BIGINT, version BIGINT NOT NULL, PRIMARY KEY (site, id));

-- The canonical text and all that the reader said of it, as it was when the draft was made.
CREATE TABLE reading (
  site BIGINT NOT NULL, plan BIGINT NOT NULL, source_text TEXT NOT NULL, anchors TEXT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (site, plan));

CREATE TABLE item (
  site BIGINT NOT NULL, id BIGINT NOT NULL, plan BIGINT NOT NULL, kind TEXT NOT NULL, item_key TEXT NOT NULL,
  position BIGINT NOT NULL, number TEXT NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, deadline TEXT NOT NULL,
  span_from BIGINT, span_to BIGINT, value_from BIGINT, value_to BIGINT, section TEXT NOT NULL, confidence BIGINT,
  reasons TEXT NOT NULL, state TEXT NOT NULL, merged_into BIGINT, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE INDEX item_plan ON item (site, plan, position);

-- Lead and responsible bodies of a task, as printed; whom the name means is decided once for a plan in `plan_name`.
CREATE TABLE item_body (
  site BIGINT NOT NULL, item BIGINT NOT NULL, role TEXT NOT NULL, position BIGINT NOT NULL, plan BIGINT NOT NULL,
  printed TEXT NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (site, item, role, position));
CREATE INDEX item_body_plan ON item_body (site, plan);

CREATE TABLE plan_name (
  site BIGINT NOT NULL, plan BIGINT NOT NULL, folded TEXT NOT NULL, printed TEXT NOT NULL, organisation BIGINT,
  organisation_group BIGINT, PRIMARY KEY (site, plan, folded));

CREATE TABLE target (
  site BIGINT NOT NULL, item BIGINT NOT NULL, plan BIGINT NOT NULL, indicator BIGINT, subject TEXT NOT NULL, op TEXT NOT NULL,
  value TEXT NOT NULL, value_max TEXT, unit TEXT NOT NULL, kind TEXT NOT NULL, aspiration BIGINT NOT NULL, time TEXT NOT NULL,
  task_item BIGINT, PRIMARY KEY (site, item));
CREATE INDEX target_indicator ON target (site, indicator);
CREATE INDEX target_plan ON target (site, plan);

CREATE TABLE item_decision (
  site BIGINT NOT NULL, id BIGINT NOT NULL, item BIGINT NOT NULL, verb TEXT NOT NULL, by_user BIGINT, at BIGINT NOT NULL,
  reason TEXT, before_body TEXT, after_body TEXT, PRIMARY KEY (site, id));
CREATE INDEX item_decision_item ON item_decision (site, item);

-- `code` is the pack's, the same every year; "" where no decision of the pack names it.
CREATE TABLE indicator (
  site BIGINT NOT NULL, id BIGINT NOT NULL, plan BIGINT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  position BIGINT NOT NULL, requires TEXT NOT NULL, tolerance TEXT, owner BIGINT, owner_provisional BIGINT NOT NULL,
  base_value TEXT, base_source TEXT, percent_reading TEXT, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE INDEX indicator_plan ON indicator (site, plan);

-- `question` is the pack's; "" where the question follows from the kind.
CREATE TABLE open_decision (
  site BIGINT NOT NULL, id BIGINT NOT NULL, plan BIGINT NOT NULL, indicator BIGINT NOT NULL, kind TEXT NOT NULL,
  question TEXT NOT NULL, owner BIGINT NOT NULL, due TEXT NOT NULL, state TEXT NOT NULL, answer TEXT, reason TEXT,
  settled_by BIGINT, settled_at BIGINT, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE INDEX open_decision_plan ON open_decision (site, plan);

CREATE TABLE duty (
  site BIGINT NOT NULL, id BIGINT NOT NULL, plan BIGINT NOT NULL, item BIGINT NOT NULL, organisation BIGINT NOT NULL,
  role TEXT NOT NULL, position BIGINT NOT NULL, via_group BIGINT, state TEXT NOT NULL, issued_at BIGINT NOT NULL,
  received_by BIGINT, received_at BIGINT, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE UNIQUE INDEX duty_once ON duty (site, item, organisation, role);
CREATE INDEX duty_organisation ON duty (site, organisation, plan);
CREATE INDEX duty_plan ON duty (site, plan);

CREATE TABLE sub_assignment (
  site BIGINT NOT NULL, id BIGINT NOT NULL, duty BIGINT NOT NULL, division BIGINT NOT NULL, handler BIGINT,
  note TEXT NOT NULL, by_user BIGINT, at BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE INDEX sub_assignment_duty ON sub_assignment (site, duty);

CREATE TABLE work_plan (
  site BIGINT NOT NULL, id BIGINT NOT NULL, plan BIGINT NOT NULL, item BIGINT NOT NULL, organisation BIGINT NOT NULL,
  state TEXT NOT NULL, deputy_leader TEXT NOT NULL, division BIGINT, handler BIGINT, created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL, version BIGINT NOT NULL, PRIMARY KEY (site, id));
CREATE UNIQUE INDEX work_plan_once ON work_plan (site, item, organisation);
CREATE INDEX work_plan_plan ON work_plan (site, plan);

CREATE TABLE work_plan_measure (
  site BIGINT NOT NULL, work_plan BIGINT NOT NULL, position BIGINT NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (site, work_plan, position));

CREATE TABLE work_plan_milestone (
  site BIGINT NOT NULL, work_plan BIGINT NOT NULL, position BIGINT NOT NULL, title TEXT NOT NULL, due TEXT NOT NULL,
  weight BIGINT NOT NULL, PRIMARY KEY (site, work_plan, position));

CREATE TABLE work_plan_part (
  site BIGINT NOT NULL, work_plan BIGINT NOT NULL, organisation BIGINT NOT NULL, position BIGINT NOT NULL, what TEXT NOT NULL,
  PRIMARY KEY (site, work_plan, organisation));

CREATE TABLE work_plan_move (
  site BIGINT NOT NULL, id BIGINT NOT NULL, work_plan BIGINT NOT NULL, verb TEXT NOT NULL, by_user BIGINT, at BIGINT NOT NULL,
  reason TEXT, PRIMARY KEY (site, id));
CREATE INDEX work_plan_move_of ON work_plan_move (site, work_plan);

CREATE TABLE amendment (
  site BIGINT NOT NULL, id BIGINT NOT NULL, plan BIGINT NOT NULL, subject_kind TEXT NOT NULL, subject BIGINT NOT NULL,
  title TEXT NOT NULL, reason TEXT NOT NULL, by_user BIGINT, at BIGINT NOT NULL, before_body TEXT NOT NULL,
  after_body TEXT NOT NULL, PRIMARY KEY (site, id));
CREATE INDEX amendment_plan ON amendment (site, plan);
