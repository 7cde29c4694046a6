CREATE TABLE auth_account (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  name TEXT,
  password TEXT NOT NULL,
  password_at {{INT}},
  must_change {{BOOL}} NOT NULL,
  totp {{BLOB}},
  totp_at {{INT}},
  totp_step {{INT}} NOT NULL,
  disabled_at {{INT}},
  created_at {{INT}} NOT NULL,
  last_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX auth_account_person ON auth_account (realm_id, person_id);
CREATE UNIQUE INDEX auth_account_name ON auth_account (realm_id, name) WHERE name IS NOT NULL;

CREATE TABLE auth_recovery (
  realm_id {{INT}} NOT NULL,
  account_id {{INT}} NOT NULL,
  hash {{BLOB}} NOT NULL,
  used_at {{INT}},
  PRIMARY KEY (realm_id, account_id, hash)
) {{STRICT}};

CREATE TABLE auth_code (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  phone_key {{BLOB}} NOT NULL,
  browser {{BLOB}} NOT NULL,
  code {{BLOB}} NOT NULL,
  tries {{INT}} NOT NULL,
  at {{INT}} NOT NULL,
  until {{INT}} NOT NULL,
  used_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX auth_code_phone ON auth_code (realm_id, phone_key, browser);
CREATE INDEX auth_code_until ON auth_code (realm_id, until);

CREATE TABLE auth_session (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  hash {{BLOB}} NOT NULL,
  account_id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  method TEXT NOT NULL,
  step TEXT NOT NULL,
  agent TEXT NOT NULL,
  acting_for {{INT}},
  created_at {{INT}} NOT NULL,
  seen_at {{INT}} NOT NULL,
  idle {{INT}} NOT NULL,
  until {{INT}} NOT NULL,
  revoked_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX auth_session_hash ON auth_session (realm_id, hash);
CREATE INDEX auth_session_account ON auth_session (realm_id, account_id, revoked_at);
CREATE INDEX auth_session_until ON auth_session (realm_id, until);

CREATE TABLE auth_token (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  hash {{BLOB}} NOT NULL,
  person_id {{INT}} NOT NULL,
  seat_id {{INT}} NOT NULL,
  label TEXT NOT NULL,
  created_at {{INT}} NOT NULL,
  until {{INT}} NOT NULL,
  revoked_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX auth_token_hash ON auth_token (realm_id, hash);
CREATE INDEX auth_token_person ON auth_token (realm_id, person_id);

CREATE TABLE auth_limit (
  realm_id {{INT}} NOT NULL,
  key TEXT NOT NULL,
  n {{INT}} NOT NULL,
  until {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, key)
) {{STRICT}};
CREATE INDEX auth_limit_until ON auth_limit (realm_id, until);
