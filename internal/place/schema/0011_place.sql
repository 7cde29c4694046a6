CREATE TABLE place_realm (
  realm_id {{INT}} NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  host TEXT NOT NULL,
  created_at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id)
) {{STRICT}};

CREATE TABLE place_place (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  kind TEXT NOT NULL,
  rank {{INT}} NOT NULL,
  name TEXT NOT NULL,
  sort {{PATH}} NOT NULL,
  code TEXT NOT NULL,
  parent_id {{INT}},
  path {{PATH}} NOT NULL,
  subdistrict_id {{INT}},
  community_id {{INT}},
  grid_id {{INT}},
  compound_id {{INT}},
  lon {{INT}} NOT NULL,
  lat {{INT}} NOT NULL,
  households {{INT}} NOT NULL,
  people {{INT}} NOT NULL,
  area {{INT}} NOT NULL,
  created_at {{INT}} NOT NULL,
  closed_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX place_place_path ON place_place (realm_id, path);
CREATE INDEX place_place_parent ON place_place (realm_id, parent_id, rank, sort, id);
CREATE INDEX place_place_kind ON place_place (realm_id, kind, path);
CREATE UNIQUE INDEX place_place_name ON place_place (realm_id, parent_id, kind, name) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX place_place_code ON place_place (realm_id, code) WHERE code <> '' AND closed_at IS NULL;

CREATE VIEW place_v_place AS SELECT realm_id, id, kind, name, parent_id, path,
  subdistrict_id, community_id, grid_id, compound_id, closed_at FROM place_place;
