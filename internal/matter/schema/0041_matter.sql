CREATE TABLE matter_matter (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  unit_id {{INT}} NOT NULL,
  number {{INT}} NOT NULL,
  place_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  subdistrict_id {{INT}},
  community_id {{INT}},
  grid_id {{INT}},
  stage TEXT NOT NULL,
  stage_at {{INT}} NOT NULL,
  kind TEXT NOT NULL,
  category_id {{INT}} NOT NULL,
  channel TEXT NOT NULL,
  words TEXT NOT NULL,
  summary TEXT NOT NULL DEFAULT '',
  outer_number TEXT NOT NULL DEFAULT '',
  reporter_id {{INT}},
  anonymous {{BOOL}} NOT NULL,
  secret {{BOOL}} NOT NULL,
  open_to_all {{BOOL}} NOT NULL,
  proxy_id {{INT}},
  operator_id {{INT}},
  agreed TEXT NOT NULL DEFAULT '',
  against_id {{INT}},
  seat_id {{INT}},
  org_id {{INT}},
  level TEXT NOT NULL DEFAULT '',
  reach TEXT NOT NULL DEFAULT '',
  ruled {{BOOL}} NOT NULL DEFAULT FALSE,
  unrouted {{BOOL}} NOT NULL,
  limit_code TEXT NOT NULL,
  clock_at {{INT}} NOT NULL,
  base_due_at {{INT}} NOT NULL,
  due_at {{INT}} NOT NULL,
  paused_at {{INT}},
  extensions {{INT}} NOT NULL DEFAULT 0,
  lapsed_at {{INT}},
  alarm TEXT NOT NULL,
  alarm_at {{INT}},
  park_asked_at {{INT}},
  park_reason TEXT NOT NULL DEFAULT '',
  park_until {{INT}},
  contacted_at {{INT}},
  reported_at {{INT}},
  reported_by {{INT}},
  judged_at {{INT}},
  satisfaction {{INT}} NOT NULL DEFAULT 0,
  solved {{BOOL}} NOT NULL DEFAULT FALSE,
  outcome TEXT NOT NULL DEFAULT '',
  closed_at {{INT}},
  rounds {{INT}} NOT NULL DEFAULT 1,
  excluded TEXT NOT NULL DEFAULT '',
  merged_into {{INT}},
  followers {{INT}} NOT NULL DEFAULT 0,
  files {{INT}} NOT NULL,
  version {{INT}} NOT NULL,
  created_at {{INT}} NOT NULL,
  updated_at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX matter_matter_number ON matter_matter (realm_id, unit_id, number);
CREATE INDEX matter_matter_open_unit ON matter_matter (realm_id, unit_id, id) WHERE closed_at IS NULL;
CREATE INDEX matter_matter_open_grid ON matter_matter (realm_id, grid_id, id) WHERE closed_at IS NULL AND grid_id IS NOT NULL;
CREATE INDEX matter_matter_inbox ON matter_matter (realm_id, seat_id, due_at) WHERE closed_at IS NULL AND seat_id IS NOT NULL;
CREATE INDEX matter_matter_clock ON matter_matter (realm_id, subdistrict_id, due_at) WHERE closed_at IS NULL;
CREATE INDEX matter_matter_mine ON matter_matter (realm_id, reporter_id, id) WHERE reporter_id IS NOT NULL;
CREATE INDEX matter_matter_proxy ON matter_matter (realm_id, proxy_id, id) WHERE proxy_id IS NOT NULL;
CREATE INDEX matter_matter_alarm ON matter_matter (realm_id, alarm_at) WHERE alarm_at IS NOT NULL;
CREATE INDEX matter_matter_unrouted ON matter_matter (realm_id, id) WHERE unrouted AND closed_at IS NULL;
CREATE INDEX matter_matter_park ON matter_matter (realm_id, park_asked_at) WHERE park_asked_at IS NOT NULL;

CREATE TABLE matter_step (
  realm_id {{INT}} NOT NULL,
  matter_id {{INT}} NOT NULL,
  seq {{INT}} NOT NULL,
  at {{INT}} NOT NULL,
  verb TEXT NOT NULL,
  stage TEXT NOT NULL,
  person_id {{INT}},
  for_id {{INT}},
  seat_id {{INT}},
  to_seat_id {{INT}},
  level TEXT NOT NULL,
  words TEXT NOT NULL,
  inner_only {{BOOL}} NOT NULL,
  detail {{JSON}} NOT NULL,
  PRIMARY KEY (realm_id, matter_id, seq)
) {{NARROW}};

CREATE TABLE matter_file (
  realm_id {{INT}} NOT NULL,
  matter_id {{INT}} NOT NULL,
  file_id {{INT}} NOT NULL,
  seq {{INT}} NOT NULL,
  what TEXT NOT NULL,
  moment TEXT NOT NULL,
  PRIMARY KEY (realm_id, matter_id, file_id)
) {{NARROW}};
CREATE INDEX matter_file_file ON matter_file (realm_id, file_id);

CREATE TABLE matter_follower (
  realm_id {{INT}} NOT NULL,
  matter_id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  why TEXT NOT NULL,
  at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, matter_id, person_id)
) {{NARROW}};
CREATE INDEX matter_follower_person ON matter_follower (realm_id, person_id, matter_id);

CREATE TABLE matter_cohandler (
  realm_id {{INT}} NOT NULL,
  matter_id {{INT}} NOT NULL,
  seat_id {{INT}} NOT NULL,
  org_id {{INT}} NOT NULL,
  asked TEXT NOT NULL,
  asked_at {{INT}} NOT NULL,
  due_at {{INT}},
  done_at {{INT}},
  PRIMARY KEY (realm_id, matter_id, seat_id)
) {{NARROW}};
CREATE INDEX matter_cohandler_seat ON matter_cohandler (realm_id, seat_id, matter_id) WHERE done_at IS NULL;

CREATE TABLE matter_judgement (
  realm_id {{INT}} NOT NULL,
  matter_id {{INT}} NOT NULL,
  seq {{INT}} NOT NULL,
  unit_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  at {{INT}} NOT NULL,
  satisfaction {{INT}} NOT NULL,
  solved {{BOOL}} NOT NULL,
  contacted {{BOOL}} NOT NULL,
  excluded {{BOOL}} NOT NULL,
  PRIMARY KEY (realm_id, matter_id, seq)
) {{STRICT}};
CREATE INDEX matter_judgement_unit ON matter_judgement (realm_id, unit_id, at);

CREATE TABLE matter_number (
  realm_id {{INT}} NOT NULL,
  unit_id {{INT}} NOT NULL,
  year {{INT}} NOT NULL,
  last {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, unit_id, year)
) {{NARROW}};

CREATE TABLE matter_count (
  realm_id {{INT}} NOT NULL,
  place_id {{INT}} NOT NULL,
  period {{INT}} NOT NULL,
  category_id {{INT}} NOT NULL,
  measure TEXT NOT NULL,
  n {{INT}} NOT NULL,
  entered {{INT}} NOT NULL,
  spent {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, place_id, period, category_id, measure)
) {{NARROW}};

CREATE TABLE matter_config (
  realm_id {{INT}} NOT NULL,
  version {{INT}} NOT NULL,
  PRIMARY KEY (realm_id)
) {{STRICT}};

CREATE TABLE matter_category (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  hint TEXT NOT NULL,
  class TEXT NOT NULL,
  limit_code TEXT NOT NULL,
  duty {{BOOL}} NOT NULL,
  open_to_all {{BOOL}} NOT NULL,
  position {{INT}} NOT NULL,
  closed_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX matter_category_code ON matter_category (realm_id, code);

CREATE TABLE matter_route (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  place_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  position {{INT}} NOT NULL,
  category_id {{INT}},
  seat_kind TEXT NOT NULL,
  seat_id {{INT}},
  org_id {{INT}},
  created_at {{INT}} NOT NULL,
  closed_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX matter_route_place ON matter_route (realm_id, place_id, position) WHERE closed_at IS NULL;
