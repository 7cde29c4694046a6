CREATE TABLE notify_message (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  args {{JSON}} NOT NULL,
  link TEXT NOT NULL,
  place_id {{INT}} NOT NULL,
  path {{PATH}} NOT NULL,
  at {{INT}} NOT NULL,
  read_at {{INT}},
  state TEXT NOT NULL,
  told_by {{INT}},
  told_how TEXT NOT NULL,
  told_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE UNIQUE INDEX notify_message_key ON notify_message (realm_id, person_id, key);
CREATE INDEX notify_message_inbox ON notify_message (realm_id, person_id, id);
CREATE INDEX notify_message_unread ON notify_message (realm_id, person_id) WHERE read_at IS NULL;
CREATE INDEX notify_message_waiting ON notify_message (realm_id, path, id) WHERE state = 'undelivered';
