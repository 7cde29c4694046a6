CREATE TABLE matter_search (
  realm_id {{INT}} NOT NULL,
  matter_id {{INT}} NOT NULL,
  grams tsvector NOT NULL,
  PRIMARY KEY (realm_id, matter_id)
);
CREATE INDEX matter_search_grams ON matter_search USING gin (grams);

CREATE TABLE matter_indexed (
  realm_id {{INT}} NOT NULL,
  last {{INT}} NOT NULL,
  PRIMARY KEY (realm_id)
) {{STRICT}};
