CREATE TABLE people_person (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  body {{BOOL}} NOT NULL,
  name {{BLOB}},
  document {{INT}} NOT NULL,
  number {{BLOB}},
  number_key {{BLOB}},
  born {{BLOB}},
  birth_year {{INT}} NOT NULL,
  party {{BLOB}},
  care {{BLOB}},
  place_id {{INT}},
  path {{PATH}} NOT NULL,
  origin TEXT NOT NULL,
  told TEXT NOT NULL,
  verified_at {{INT}},
  created_at {{INT}} NOT NULL,
  changed_at {{INT}} NOT NULL,
  died_on {{INT}} NOT NULL,
  erased_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX people_person_number ON people_person (realm_id, number_key) WHERE number_key IS NOT NULL;
CREATE INDEX people_person_path ON people_person (realm_id, path);

CREATE TABLE people_phone (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  number {{BLOB}} NOT NULL,
  key {{BLOB}} NOT NULL,
  verified_at {{INT}},
  created_at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX people_phone_person ON people_phone (realm_id, person_id, key);
CREATE INDEX people_phone_key ON people_phone (realm_id, key);

CREATE TABLE people_token (
  realm_id {{INT}} NOT NULL,
  token {{BLOB}} NOT NULL,
  person_id {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, token, person_id)
) {{NARROW}};
CREATE INDEX people_token_person ON people_token (realm_id, person_id);
