CREATE TABLE act_key (
  realm_id {{INT}} NOT NULL,
  key TEXT NOT NULL,
  actor {{INT}} NOT NULL,
  result {{INT}} NOT NULL,
  at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, key)
) {{NARROW}};
CREATE INDEX act_key_at ON act_key (realm_id, at);
