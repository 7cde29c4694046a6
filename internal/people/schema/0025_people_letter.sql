CREATE TABLE people_letter (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  home_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  code {{BLOB}} NOT NULL,
  issued_at {{INT}} NOT NULL,
  issued_by {{INT}} NOT NULL,
  until {{INT}} NOT NULL,
  voided_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX people_letter_code ON people_letter (realm_id, code);
CREATE INDEX people_letter_home ON people_letter (realm_id, home_id);
CREATE INDEX people_letter_path ON people_letter (realm_id, path);
CREATE INDEX people_letter_until ON people_letter (realm_id, until);

CREATE TABLE people_letter_use (
  realm_id {{INT}} NOT NULL,
  letter_id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, letter_id, person_id)
) {{STRICT}};
