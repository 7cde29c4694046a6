CREATE TABLE people_reveal (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  reader_id {{INT}} NOT NULL,
  seat_id {{INT}} NOT NULL,
  fields TEXT NOT NULL,
  purpose TEXT NOT NULL,
  at {{INT}} NOT NULL,
  until {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX people_reveal_person ON people_reveal (realm_id, person_id, at);
CREATE INDEX people_reveal_reader ON people_reveal (realm_id, reader_id, until);
CREATE INDEX people_reveal_at ON people_reveal (realm_id, at);
