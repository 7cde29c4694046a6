CREATE VIRTUAL TABLE matter_search USING fts5(grams, content = '', detail = none, tokenize = 'unicode61');

CREATE TABLE matter_indexed (
  realm_id {{INT}} NOT NULL,
  last {{INT}} NOT NULL,
  PRIMARY KEY (realm_id)
) {{STRICT}};
