CREATE TABLE people_consent (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  purpose TEXT NOT NULL,
  fields TEXT NOT NULL,
  version TEXT NOT NULL,
  at {{INT}} NOT NULL,
  channel TEXT NOT NULL,
  given_by {{INT}} NOT NULL,
  seat_id {{INT}} NOT NULL,
  withdrawn_at {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX people_consent_person ON people_consent (realm_id, person_id, purpose);
CREATE UNIQUE INDEX people_consent_open ON people_consent (realm_id, person_id, purpose) WHERE withdrawn_at IS NULL;

CREATE TABLE people_guardian (
  realm_id {{INT}} NOT NULL,
  child_id {{INT}} NOT NULL,
  guardian_id {{INT}} NOT NULL,
  relation TEXT NOT NULL,
  since {{INT}} NOT NULL,
  until {{INT}},
  PRIMARY KEY (realm_id, child_id, guardian_id, since)
) {{STRICT}};
CREATE INDEX people_guardian_guardian ON people_guardian (realm_id, guardian_id);

CREATE TABLE people_delegation (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  person_id {{INT}} NOT NULL,
  agent_id {{INT}} NOT NULL,
  agreed TEXT NOT NULL,
  since {{INT}} NOT NULL,
  until {{INT}} NOT NULL,
  recorded_by {{INT}} NOT NULL,
  seat_id {{INT}} NOT NULL,
  revoked_at {{INT}},
  revoked_by {{INT}},
  PRIMARY KEY (realm_id, id)
) {{STRICT}};
CREATE INDEX people_delegation_person ON people_delegation (realm_id, person_id);
CREATE INDEX people_delegation_agent ON people_delegation (realm_id, agent_id, until);
