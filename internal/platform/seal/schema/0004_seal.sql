CREATE TABLE seal_proof (
  realm_id {{INT}} NOT NULL,
  sealed {{BLOB}} NOT NULL,
  blind {{BLOB}} NOT NULL,
  PRIMARY KEY (realm_id)
) {{STRICT}};
