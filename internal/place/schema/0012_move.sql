CREATE TABLE place_move (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  place_id {{INT}} NOT NULL,
  from_path {{PATH}} NOT NULL,
  to_path {{PATH}} NOT NULL,
  old_levels {{JSON}} NOT NULL,
  new_levels {{JSON}} NOT NULL,
  total {{INT}} NOT NULL,
  done {{INT}} NOT NULL,
  started_at {{INT}} NOT NULL,
  finished_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX place_move_open ON place_move (realm_id, finished_at);
CREATE INDEX place_move_place ON place_move (realm_id, place_id);
