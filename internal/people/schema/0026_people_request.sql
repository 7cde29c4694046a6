CREATE TABLE people_request (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  kind TEXT NOT NULL,
  wish {{BLOB}},
  at {{INT}} NOT NULL,
  due_at {{INT}} NOT NULL,
  answered_at {{INT}},
  answered_by {{INT}},
  granted {{BOOL}} NOT NULL,
  answer {{BLOB}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX people_request_person ON people_request (realm_id, person_id, at);
CREATE INDEX people_request_due ON people_request (realm_id, answered_at, due_at);

CREATE TABLE people_hold (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  reason TEXT NOT NULL,
  basis TEXT NOT NULL,
  since {{INT}} NOT NULL,
  until {{INT}},
  placed_by {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX people_hold_person ON people_hold (realm_id, person_id);
