CREATE TABLE org_kind (
  realm_id {{INT}} NOT NULL,
  key TEXT NOT NULL,
  family TEXT NOT NULL,
  zh TEXT NOT NULL,
  en TEXT NOT NULL,
  PRIMARY KEY (realm_id, key)
) {{STRICT}};

CREATE TABLE org_tier (
  realm_id {{INT}} NOT NULL,
  position {{INT}} NOT NULL,
  kind TEXT NOT NULL,
  place_kind TEXT NOT NULL,
  PRIMARY KEY (realm_id, position)
) {{STRICT}};

CREATE TABLE org_organization (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  kind TEXT NOT NULL,
  family TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id {{INT}},
  place_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  code TEXT NOT NULL,
  founded_at {{INT}} NOT NULL,
  dissolved_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX org_organization_path ON org_organization (realm_id, path, id);
CREATE INDEX org_organization_family ON org_organization (realm_id, family, path);
CREATE INDEX org_organization_parent ON org_organization (realm_id, parent_id);
CREATE UNIQUE INDEX org_organization_name ON org_organization (realm_id, place_id, kind, name) WHERE dissolved_at IS NULL;

CREATE TABLE org_territory (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  organization_id {{INT}} NOT NULL,
  place_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  from_at {{INT}} NOT NULL,
  until_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX org_territory_organization ON org_territory (realm_id, organization_id, place_id);
CREATE INDEX org_territory_path ON org_territory (realm_id, path);
CREATE INDEX org_territory_place ON org_territory (realm_id, place_id);

CREATE TABLE org_seat (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  organization_id {{INT}} NOT NULL,
  kind TEXT NOT NULL,
  place_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  title TEXT NOT NULL,
  head {{BOOL}} NOT NULL,
  capacity {{INT}} NOT NULL,
  created_at {{INT}} NOT NULL,
  closed_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX org_seat_place ON org_seat (realm_id, place_id, kind);
CREATE INDEX org_seat_path ON org_seat (realm_id, path, id);
CREATE INDEX org_seat_organization ON org_seat (realm_id, organization_id);

CREATE TABLE org_appointment (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  seat_id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  from_at {{INT}} NOT NULL,
  until_at {{INT}},
  term_at {{INT}},
  part_time {{BOOL}} NOT NULL,
  basis TEXT NOT NULL,
  relieved_at {{INT}},
  reason TEXT NOT NULL,
  created_at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX org_appointment_person ON org_appointment (realm_id, person_id, from_at);
CREATE INDEX org_appointment_seat ON org_appointment (realm_id, seat_id, from_at);
CREATE INDEX org_appointment_until ON org_appointment (realm_id, until_at);
