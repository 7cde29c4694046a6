CREATE TABLE place_draft (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  name TEXT NOT NULL,
  rows {{JSON}} NOT NULL,
  faults {{JSON}} NOT NULL,
  made_by {{INT}} NOT NULL,
  made_at {{INT}} NOT NULL,
  applied_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
