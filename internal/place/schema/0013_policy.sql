CREATE TABLE place_policy (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  key TEXT NOT NULL,
  place_id {{INT}} NOT NULL,
  value TEXT NOT NULL,
  valid_from {{INT}} NOT NULL,
  valid_to {{INT}},
  citation TEXT NOT NULL,
  confidence TEXT NOT NULL,
  set_by {{INT}} NOT NULL,
  set_at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX place_policy_key ON place_policy (realm_id, key, place_id, valid_from);
CREATE INDEX place_policy_place ON place_policy (realm_id, place_id, key);

CREATE TABLE place_word (
  realm_id {{INT}} NOT NULL,
  place_id {{INT}} NOT NULL,
  key TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (realm_id, place_id, key)
) {{STRICT}};
