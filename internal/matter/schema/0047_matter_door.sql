CREATE TABLE matter_upload (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  content TEXT NOT NULL,
  thumb TEXT NOT NULL,
  media TEXT NOT NULL,
  what TEXT NOT NULL,
  size {{INT}} NOT NULL,
  person_id {{INT}},
  at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX matter_upload_content ON matter_upload (realm_id, content);

CREATE TABLE matter_door (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  code TEXT NOT NULL,
  place_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  used {{INT}} NOT NULL DEFAULT 0,
  created_at {{INT}} NOT NULL,
  closed_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX matter_door_code ON matter_door (realm_id, code);
CREATE INDEX matter_door_path ON matter_door (realm_id, path);

CREATE TABLE matter_receipt (
  realm_id {{INT}} NOT NULL,
  code TEXT NOT NULL,
  matter_id {{INT}} NOT NULL,
  created_at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, code)
) {{STRICT}};
CREATE UNIQUE INDEX matter_receipt_matter ON matter_receipt (realm_id, matter_id);
