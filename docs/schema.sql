-- The schema after every migration, as SQLite holds it. Written by make schema.

CREATE TABLE act_key (
  realm_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  actor INTEGER NOT NULL,
  result INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX act_key_at ON act_key (realm_id, at);

CREATE TABLE auth_account (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  name TEXT,
  password TEXT NOT NULL,
  password_at INTEGER,
  must_change INTEGER NOT NULL,
  totp BLOB,
  totp_at INTEGER,
  totp_step INTEGER NOT NULL,
  disabled_at INTEGER,
  created_at INTEGER NOT NULL,
  last_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE UNIQUE INDEX auth_account_name ON auth_account (realm_id, name) WHERE name IS NOT NULL;

CREATE UNIQUE INDEX auth_account_person ON auth_account (realm_id, person_id);

CREATE TABLE auth_code (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  phone_key BLOB NOT NULL,
  browser BLOB NOT NULL,
  code BLOB NOT NULL,
  tries INTEGER NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX auth_code_phone ON auth_code (realm_id, phone_key, browser);

CREATE INDEX auth_code_until ON auth_code (realm_id, until);

CREATE TABLE auth_limit (
  realm_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  n INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (realm_id, key)
) STRICT;

CREATE INDEX auth_limit_until ON auth_limit (realm_id, until);

CREATE TABLE auth_recovery (
  realm_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  hash BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (realm_id, account_id, hash)
) STRICT;

CREATE TABLE auth_session (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  hash BLOB NOT NULL,
  account_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  method TEXT NOT NULL,
  step TEXT NOT NULL,
  agent TEXT NOT NULL,
  acting_for INTEGER,
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  idle INTEGER NOT NULL,
  until INTEGER NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX auth_session_account ON auth_session (realm_id, account_id, revoked_at);

CREATE UNIQUE INDEX auth_session_hash ON auth_session (realm_id, hash);

CREATE INDEX auth_session_until ON auth_session (realm_id, until);

CREATE TABLE auth_token (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  hash BLOB NOT NULL,
  person_id INTEGER NOT NULL,
  seat_id INTEGER NOT NULL,
  label TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  revoked_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE UNIQUE INDEX auth_token_hash ON auth_token (realm_id, hash);

CREATE INDEX auth_token_person ON auth_token (realm_id, person_id);

CREATE TABLE job_cron (
  realm_id INTEGER NOT NULL,
  name TEXT NOT NULL,
  next_at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_node (
  realm_id INTEGER NOT NULL,
  node INTEGER NOT NULL,
  holder TEXT NOT NULL,
  lease_until INTEGER NOT NULL,
  PRIMARY KEY (realm_id, node)
) STRICT, WITHOUT ROWID;

CREATE TABLE job_task (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at INTEGER NOT NULL,
  lease_until INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  state INTEGER NOT NULL,
  uniq TEXT,
  last_error TEXT NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX job_task_due ON job_task (state, run_at);

CREATE UNIQUE INDEX job_task_uniq ON job_task (realm_id, kind, uniq) WHERE uniq IS NOT NULL;

CREATE TABLE matter_category (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  hint TEXT NOT NULL,
  class TEXT NOT NULL,
  limit_code TEXT NOT NULL,
  duty INTEGER NOT NULL,
  open_to_all INTEGER NOT NULL,
  position INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE UNIQUE INDEX matter_category_code ON matter_category (realm_id, code);

CREATE TABLE matter_cohandler (
  realm_id INTEGER NOT NULL,
  matter_id INTEGER NOT NULL,
  seat_id INTEGER NOT NULL,
  org_id INTEGER NOT NULL,
  asked TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  due_at INTEGER,
  done_at INTEGER,
  PRIMARY KEY (realm_id, matter_id, seat_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX matter_cohandler_seat ON matter_cohandler (realm_id, seat_id, matter_id) WHERE done_at IS NULL;

CREATE TABLE matter_config (
  realm_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (realm_id)
) STRICT;

CREATE TABLE matter_count (
  realm_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  category_id INTEGER NOT NULL,
  measure TEXT NOT NULL,
  n INTEGER NOT NULL,
  entered INTEGER NOT NULL,
  spent INTEGER NOT NULL,
  PRIMARY KEY (realm_id, place_id, period, category_id, measure)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_door (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  code TEXT NOT NULL,
  place_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  used INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE UNIQUE INDEX matter_door_code ON matter_door (realm_id, code);

CREATE INDEX matter_door_path ON matter_door (realm_id, path);

CREATE TABLE matter_file (
  realm_id INTEGER NOT NULL,
  matter_id INTEGER NOT NULL,
  file_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  what TEXT NOT NULL,
  moment TEXT NOT NULL,
  PRIMARY KEY (realm_id, matter_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX matter_file_file ON matter_file (realm_id, file_id);

CREATE TABLE matter_follower (
  realm_id INTEGER NOT NULL,
  matter_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  why TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, matter_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX matter_follower_person ON matter_follower (realm_id, person_id, matter_id);

CREATE TABLE matter_indexed (
  realm_id INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (realm_id)
) STRICT;

CREATE TABLE matter_judgement (
  realm_id INTEGER NOT NULL,
  matter_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  at INTEGER NOT NULL,
  satisfaction INTEGER NOT NULL,
  solved INTEGER NOT NULL,
  contacted INTEGER NOT NULL,
  excluded INTEGER NOT NULL,
  PRIMARY KEY (realm_id, matter_id, seq)
) STRICT;

CREATE INDEX matter_judgement_unit ON matter_judgement (realm_id, unit_id, at);

CREATE TABLE matter_matter (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  number INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  subdistrict_id INTEGER,
  community_id INTEGER,
  grid_id INTEGER,
  stage TEXT NOT NULL,
  stage_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  category_id INTEGER NOT NULL,
  channel TEXT NOT NULL,
  words TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  outer_number TEXT NOT NULL DEFAULT '',
  reporter_id INTEGER,
  anonymous INTEGER NOT NULL,
  secret INTEGER NOT NULL,
  open_to_all INTEGER NOT NULL,
  proxy_id INTEGER,
  operator_id INTEGER,
  agreed TEXT NOT NULL DEFAULT '',
  against_id INTEGER,
  seat_id INTEGER,
  org_id INTEGER,
  level TEXT NOT NULL DEFAULT '',
  reach TEXT NOT NULL DEFAULT '',
  ruled INTEGER NOT NULL DEFAULT FALSE,
  unrouted INTEGER NOT NULL,
  limit_code TEXT NOT NULL,
  clock_at INTEGER NOT NULL,
  base_due_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  paused_at INTEGER,
  extensions INTEGER NOT NULL DEFAULT 0,
  lapsed_at INTEGER,
  alarm TEXT NOT NULL,
  alarm_at INTEGER,
  park_asked_at INTEGER,
  park_reason TEXT NOT NULL DEFAULT '',
  park_until INTEGER,
  contacted_at INTEGER,
  reported_at INTEGER,
  reported_by INTEGER,
  judged_at INTEGER,
  satisfaction INTEGER NOT NULL DEFAULT 0,
  solved INTEGER NOT NULL DEFAULT FALSE,
  outcome TEXT NOT NULL DEFAULT '',
  closed_at INTEGER,
  rounds INTEGER NOT NULL DEFAULT 1,
  excluded TEXT NOT NULL DEFAULT '',
  merged_into INTEGER,
  followers INTEGER NOT NULL DEFAULT 0,
  files INTEGER NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX matter_matter_against ON matter_matter (realm_id, against_id) WHERE against_id IS NOT NULL AND closed_at IS NULL;

CREATE INDEX matter_matter_alarm ON matter_matter (realm_id, alarm_at) WHERE alarm_at IS NOT NULL;

CREATE INDEX matter_matter_clock ON matter_matter (realm_id, subdistrict_id, due_at) WHERE closed_at IS NULL;

CREATE INDEX matter_matter_inbox ON matter_matter (realm_id, seat_id, due_at) WHERE closed_at IS NULL AND seat_id IS NOT NULL;

CREATE INDEX matter_matter_mine ON matter_matter (realm_id, reporter_id, id) WHERE reporter_id IS NOT NULL;

CREATE UNIQUE INDEX matter_matter_number ON matter_matter (realm_id, unit_id, number);

CREATE INDEX matter_matter_open_grid ON matter_matter (realm_id, grid_id, id) WHERE closed_at IS NULL AND grid_id IS NOT NULL;

CREATE INDEX matter_matter_open_unit ON matter_matter (realm_id, unit_id, id) WHERE closed_at IS NULL;

CREATE INDEX matter_matter_park ON matter_matter (realm_id, park_asked_at) WHERE park_asked_at IS NOT NULL;

CREATE INDEX matter_matter_proxy ON matter_matter (realm_id, proxy_id, id) WHERE proxy_id IS NOT NULL;

CREATE INDEX matter_matter_unrouted ON matter_matter (realm_id, id) WHERE unrouted AND closed_at IS NULL;

CREATE TABLE matter_number (
  realm_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (realm_id, unit_id, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_receipt (
  realm_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  matter_id INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, code)
) STRICT;

CREATE UNIQUE INDEX matter_receipt_matter ON matter_receipt (realm_id, matter_id);

CREATE TABLE matter_route (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  position INTEGER NOT NULL,
  category_id INTEGER,
  seat_kind TEXT NOT NULL,
  seat_id INTEGER,
  org_id INTEGER,
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX matter_route_place ON matter_route (realm_id, place_id, position) WHERE closed_at IS NULL;

CREATE VIRTUAL TABLE matter_search USING fts5(grams, content = '', detail = none, tokenize = 'unicode61');

CREATE TABLE matter_step (
  realm_id INTEGER NOT NULL,
  matter_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  verb TEXT NOT NULL,
  stage TEXT NOT NULL,
  person_id INTEGER,
  for_id INTEGER,
  seat_id INTEGER,
  to_seat_id INTEGER,
  level TEXT NOT NULL,
  words TEXT NOT NULL,
  inner_only INTEGER NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (realm_id, matter_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE matter_upload (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  content TEXT NOT NULL,
  thumb TEXT NOT NULL,
  media TEXT NOT NULL,
  what TEXT NOT NULL,
  size INTEGER NOT NULL,
  person_id INTEGER,
  at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX matter_upload_content ON matter_upload (realm_id, content);

CREATE TABLE notify_message (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  args TEXT NOT NULL,
  link TEXT NOT NULL,
  place_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  at INTEGER NOT NULL,
  read_at INTEGER,
  state TEXT NOT NULL,
  told_by INTEGER,
  told_how TEXT NOT NULL,
  told_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX notify_message_inbox ON notify_message (realm_id, person_id, id);

CREATE UNIQUE INDEX notify_message_key ON notify_message (realm_id, person_id, key);

CREATE INDEX notify_message_unread ON notify_message (realm_id, person_id) WHERE read_at IS NULL;

CREATE INDEX notify_message_waiting ON notify_message (realm_id, path, id) WHERE state = 'undelivered';

CREATE TABLE org_appointment (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  seat_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  term_at INTEGER,
  part_time INTEGER NOT NULL,
  basis TEXT NOT NULL,
  relieved_at INTEGER,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX org_appointment_person ON org_appointment (realm_id, person_id, from_at);

CREATE INDEX org_appointment_seat ON org_appointment (realm_id, seat_id, from_at);

CREATE INDEX org_appointment_until ON org_appointment (realm_id, until_at);

CREATE TABLE org_kind (
  realm_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  family TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (realm_id, key)
) STRICT;

CREATE TABLE org_organization (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  family TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id INTEGER,
  place_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  code TEXT NOT NULL,
  founded_at INTEGER NOT NULL,
  dissolved_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX org_organization_family ON org_organization (realm_id, family, path);

CREATE UNIQUE INDEX org_organization_name ON org_organization (realm_id, place_id, kind, name) WHERE dissolved_at IS NULL;

CREATE INDEX org_organization_parent ON org_organization (realm_id, parent_id);

CREATE INDEX org_organization_path ON org_organization (realm_id, path, id);

CREATE TABLE org_seat (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  place_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  title TEXT NOT NULL,
  head INTEGER NOT NULL,
  capacity INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX org_seat_organization ON org_seat (realm_id, organization_id);

CREATE INDEX org_seat_path ON org_seat (realm_id, path, id);

CREATE INDEX org_seat_place ON org_seat (realm_id, place_id, kind);

CREATE TABLE org_territory (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  organization_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX org_territory_organization ON org_territory (realm_id, organization_id, place_id);

CREATE INDEX org_territory_path ON org_territory (realm_id, path);

CREATE INDEX org_territory_place ON org_territory (realm_id, place_id);

CREATE TABLE org_tier (
  realm_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  place_kind TEXT NOT NULL,
  PRIMARY KEY (realm_id, position)
) STRICT;

CREATE TABLE people_consent (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  fields TEXT NOT NULL,
  version TEXT NOT NULL,
  at INTEGER NOT NULL,
  channel TEXT NOT NULL,
  given_by INTEGER NOT NULL,
  seat_id INTEGER NOT NULL,
  withdrawn_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE UNIQUE INDEX people_consent_open ON people_consent (realm_id, person_id, purpose) WHERE withdrawn_at IS NULL;

CREATE INDEX people_consent_person ON people_consent (realm_id, person_id, purpose);

CREATE TABLE people_delegation (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  agent_id INTEGER NOT NULL,
  agreed TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  recorded_by INTEGER NOT NULL,
  seat_id INTEGER NOT NULL,
  revoked_at INTEGER,
  revoked_by INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX people_delegation_agent ON people_delegation (realm_id, agent_id, until);

CREATE INDEX people_delegation_person ON people_delegation (realm_id, person_id);

CREATE TABLE people_guardian (
  realm_id INTEGER NOT NULL,
  child_id INTEGER NOT NULL,
  guardian_id INTEGER NOT NULL,
  relation TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER, evidence TEXT NOT NULL DEFAULT '', recorded_by INTEGER, ended_by INTEGER,
  PRIMARY KEY (realm_id, child_id, guardian_id, since)
) STRICT;

CREATE INDEX people_guardian_guardian ON people_guardian (realm_id, guardian_id);

CREATE TABLE people_hold (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  basis TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  placed_by INTEGER NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX people_hold_person ON people_hold (realm_id, person_id);

CREATE TABLE people_household (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  home_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX people_household_home ON people_household (realm_id, home_id);

CREATE INDEX people_household_path ON people_household (realm_id, path);

CREATE TABLE people_letter (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  home_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  code BLOB NOT NULL,
  issued_at INTEGER NOT NULL,
  issued_by INTEGER NOT NULL,
  until INTEGER NOT NULL,
  voided_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE UNIQUE INDEX people_letter_code ON people_letter (realm_id, code);

CREATE INDEX people_letter_home ON people_letter (realm_id, home_id);

CREATE INDEX people_letter_path ON people_letter (realm_id, path);

CREATE INDEX people_letter_until ON people_letter (realm_id, until);

CREATE TABLE people_letter_use (
  realm_id INTEGER NOT NULL,
  letter_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, letter_id, person_id)
) STRICT;

CREATE TABLE people_person (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  body INTEGER NOT NULL,
  name BLOB,
  document INTEGER NOT NULL,
  number BLOB,
  number_key BLOB,
  born BLOB,
  birth_year INTEGER NOT NULL,
  party BLOB,
  care BLOB,
  place_id INTEGER,
  path TEXT NOT NULL,
  origin TEXT NOT NULL,
  told TEXT NOT NULL,
  verified_at INTEGER,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  died_on INTEGER NOT NULL,
  erased_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE UNIQUE INDEX people_person_number ON people_person (realm_id, number_key) WHERE number_key IS NOT NULL;

CREATE INDEX people_person_path ON people_person (realm_id, path);

CREATE TABLE people_phone (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  number BLOB NOT NULL,
  key BLOB NOT NULL,
  verified_at INTEGER,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX people_phone_key ON people_phone (realm_id, key);

CREATE UNIQUE INDEX people_phone_person ON people_phone (realm_id, person_id, key);

CREATE TABLE people_request (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  wish BLOB,
  at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  answered_at INTEGER,
  answered_by INTEGER,
  granted INTEGER NOT NULL,
  answer BLOB,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX people_request_due ON people_request (realm_id, answered_at, due_at);

CREATE INDEX people_request_person ON people_request (realm_id, person_id, at);

CREATE TABLE people_reveal (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  reader_id INTEGER NOT NULL,
  seat_id INTEGER NOT NULL,
  fields TEXT NOT NULL,
  purpose TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX people_reveal_at ON people_reveal (realm_id, at);

CREATE INDEX people_reveal_person ON people_reveal (realm_id, person_id, at);

CREATE INDEX people_reveal_reader ON people_reveal (realm_id, reader_id, until);

CREATE TABLE people_roster (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  digest TEXT NOT NULL,
  at INTEGER NOT NULL,
  person_id INTEGER,
  applied_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX people_roster_at ON people_roster (realm_id, at);

CREATE TABLE people_roster_row (
  realm_id INTEGER NOT NULL,
  roster_id INTEGER NOT NULL,
  line INTEGER NOT NULL,
  part TEXT NOT NULL,
  sealed BLOB,
  problem TEXT NOT NULL,
  warning TEXT NOT NULL,
  PRIMARY KEY (realm_id, roster_id, line)
) STRICT;

CREATE INDEX people_roster_row_part ON people_roster_row (realm_id, roster_id, part, line);

CREATE INDEX people_roster_row_problem ON people_roster_row (realm_id, roster_id, line) WHERE problem <> '' OR warning <> '';

CREATE TABLE people_standing (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  home_id INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  household_id INTEGER,
  relation TEXT NOT NULL,
  share_num INTEGER NOT NULL,
  share_den INTEGER NOT NULL,
  since INTEGER NOT NULL,
  until INTEGER,
  proof TEXT NOT NULL,
  proved_at INTEGER,
  proved_by INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX people_standing_home ON people_standing (realm_id, home_id, until);

CREATE INDEX people_standing_path ON people_standing (realm_id, path);

CREATE INDEX people_standing_person ON people_standing (realm_id, person_id, until);

CREATE UNIQUE INDEX people_standing_present ON people_standing (realm_id, person_id, home_id, kind) WHERE until IS NULL;

CREATE TABLE people_token (
  realm_id INTEGER NOT NULL,
  token BLOB NOT NULL,
  person_id INTEGER NOT NULL,
  PRIMARY KEY (realm_id, token, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX people_token_person ON people_token (realm_id, person_id);

CREATE TABLE place_draft (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  rows TEXT NOT NULL,
  faults TEXT NOT NULL,
  made_by INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  applied_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE TABLE place_move (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  from_path TEXT NOT NULL,
  to_path TEXT NOT NULL,
  old_levels TEXT NOT NULL,
  new_levels TEXT NOT NULL,
  total INTEGER NOT NULL,
  done INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX place_move_open ON place_move (realm_id, finished_at);

CREATE INDEX place_move_place ON place_move (realm_id, place_id);

CREATE TABLE place_place (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  rank INTEGER NOT NULL,
  name TEXT NOT NULL,
  sort TEXT NOT NULL,
  code TEXT NOT NULL,
  parent_id INTEGER,
  path TEXT NOT NULL,
  subdistrict_id INTEGER,
  community_id INTEGER,
  grid_id INTEGER,
  compound_id INTEGER,
  lon INTEGER NOT NULL,
  lat INTEGER NOT NULL,
  households INTEGER NOT NULL,
  people INTEGER NOT NULL,
  area INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  closed_at INTEGER,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE UNIQUE INDEX place_place_code ON place_place (realm_id, code) WHERE code <> '' AND closed_at IS NULL;

CREATE INDEX place_place_kind ON place_place (realm_id, kind, path);

CREATE UNIQUE INDEX place_place_name ON place_place (realm_id, parent_id, kind, name) WHERE closed_at IS NULL;

CREATE INDEX place_place_parent ON place_place (realm_id, parent_id, rank, sort, id);

CREATE UNIQUE INDEX place_place_path ON place_place (realm_id, path);

CREATE TABLE place_policy (
  realm_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  key TEXT NOT NULL,
  place_id INTEGER NOT NULL,
  value TEXT NOT NULL,
  valid_from INTEGER NOT NULL,
  valid_to INTEGER,
  citation TEXT NOT NULL,
  confidence TEXT NOT NULL,
  set_by INTEGER NOT NULL,
  set_at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, id)
) STRICT;

CREATE INDEX place_policy_key ON place_policy (realm_id, key, place_id, valid_from);

CREATE INDEX place_policy_place ON place_policy (realm_id, place_id, key);

CREATE TABLE place_realm (
  realm_id INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (realm_id)
) STRICT;

CREATE VIEW place_v_place AS SELECT realm_id, id, kind, name, parent_id, path,
  subdistrict_id, community_id, grid_id, compound_id, closed_at FROM place_place;

CREATE TABLE place_word (
  realm_id INTEGER NOT NULL,
  place_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (realm_id, place_id, key)
) STRICT;

CREATE TABLE place_year (
  realm_id INTEGER NOT NULL,
  year INTEGER NOT NULL,
  arrangement TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (realm_id, year)
) STRICT;

CREATE TABLE seal_proof (
  realm_id INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  blind BLOB NOT NULL,
  PRIMARY KEY (realm_id)
) STRICT;

CREATE TABLE trail_head (
  realm_id INTEGER NOT NULL,
  strand INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (realm_id, strand)
) STRICT, WITHOUT ROWID;

CREATE TABLE trail_row (
  realm_id INTEGER NOT NULL,
  strand INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  on_behalf INTEGER NOT NULL,
  session INTEGER NOT NULL,
  seat INTEGER NOT NULL,
  system TEXT NOT NULL,
  place INTEGER NOT NULL,
  path TEXT NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object INTEGER NOT NULL,
  result TEXT NOT NULL,
  rule TEXT NOT NULL,
  note TEXT NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (realm_id, strand, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX trail_row_actor ON trail_row (realm_id, actor, at);

CREATE INDEX trail_row_at ON trail_row (realm_id, at);

CREATE INDEX trail_row_object ON trail_row (realm_id, object, at);
