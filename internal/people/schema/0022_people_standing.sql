CREATE TABLE people_household (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  home_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  since {{INT}} NOT NULL,
  until {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX people_household_home ON people_household (realm_id, home_id);
CREATE INDEX people_household_path ON people_household (realm_id, path);

CREATE TABLE people_standing (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  home_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  kind TEXT NOT NULL,
  household_id {{INT}},
  relation TEXT NOT NULL,
  share_num {{INT}} NOT NULL,
  share_den {{INT}} NOT NULL,
  since {{INT}} NOT NULL,
  until {{INT}},
  proof TEXT NOT NULL,
  proved_at {{INT}},
  proved_by {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX people_standing_person ON people_standing (realm_id, person_id, until);
CREATE INDEX people_standing_home ON people_standing (realm_id, home_id, until);
CREATE INDEX people_standing_path ON people_standing (realm_id, path);
CREATE UNIQUE INDEX people_standing_present ON people_standing (realm_id, person_id, home_id, kind) WHERE until IS NULL;
