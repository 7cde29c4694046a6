CREATE TABLE trail_row (
  realm_id {{INT}} NOT NULL,
  strand {{INT}} NOT NULL,
  seq {{INT}} NOT NULL,
  at {{INT}} NOT NULL,
  actor {{INT}} NOT NULL,
  on_behalf {{INT}} NOT NULL,
  session {{INT}} NOT NULL,
  seat {{INT}} NOT NULL,
  system TEXT NOT NULL,
  place {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  action TEXT NOT NULL,
  object_kind TEXT NOT NULL,
  object {{INT}} NOT NULL,
  result TEXT NOT NULL,
  rule TEXT NOT NULL,
  note TEXT NOT NULL,
  hash {{BLOB}} NOT NULL,
  PRIMARY KEY (realm_id, strand, seq)
) {{NARROW}};
CREATE INDEX trail_row_at ON trail_row (realm_id, at);
CREATE INDEX trail_row_object ON trail_row (realm_id, object, at);
CREATE INDEX trail_row_actor ON trail_row (realm_id, actor, at);

CREATE TABLE trail_head (
  realm_id {{INT}} NOT NULL,
  strand {{INT}} NOT NULL,
  seq {{INT}} NOT NULL,
  hash {{BLOB}} NOT NULL,
  PRIMARY KEY (realm_id, strand)
) {{NARROW}};
