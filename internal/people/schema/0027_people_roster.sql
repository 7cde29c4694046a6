CREATE TABLE people_roster (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  place_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  name TEXT NOT NULL,
  state TEXT NOT NULL,
  digest {{JSON}} NOT NULL,
  at {{INT}} NOT NULL,
  person_id {{INT}},
  applied_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX people_roster_at ON people_roster (realm_id, at);

CREATE TABLE people_roster_row (
  realm_id {{INT}} NOT NULL,
  roster_id {{INT}} NOT NULL,
  line {{INT}} NOT NULL,
  part TEXT NOT NULL,
  sealed {{BLOB}},
  problem TEXT NOT NULL,
  warning TEXT NOT NULL,
  PRIMARY KEY (realm_id, roster_id, line)
) {{STRICT}};
CREATE INDEX people_roster_row_part ON people_roster_row (realm_id, roster_id, part, line);
CREATE INDEX people_roster_row_problem ON people_roster_row (realm_id, roster_id, line) WHERE problem <> '' OR warning <> '';
