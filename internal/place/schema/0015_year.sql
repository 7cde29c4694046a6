CREATE TABLE place_year (
  realm_id {{INT}} NOT NULL,
  year {{INT}} NOT NULL,
  arrangement {{JSON}} NOT NULL,
  at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, year)
) {{STRICT}};
