CREATE TABLE job_task (
  realm_id {{INT}} NOT NULL,
  id {{INT}} NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  run_at {{INT}} NOT NULL,
  lease_until {{INT}} NOT NULL,
  attempts {{INT}} NOT NULL,
  state {{INT}} NOT NULL,
  uniq TEXT,
  last_error TEXT NOT NULL,
  PRIMARY KEY (realm_id, id)
) {{NARROW}};
CREATE INDEX job_task_due ON job_task (state, run_at);
CREATE UNIQUE INDEX job_task_uniq ON job_task (realm_id, kind, uniq) WHERE uniq IS NOT NULL;

CREATE TABLE job_cron (
  realm_id {{INT}} NOT NULL,
  name TEXT NOT NULL,
  next_at {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, name)
) {{NARROW}};

CREATE TABLE job_node (
  realm_id {{INT}} NOT NULL,
  node {{INT}} NOT NULL,
  holder TEXT NOT NULL,
  lease_until {{INT}} NOT NULL,
  PRIMARY KEY (realm_id, node)
) {{NARROW}};
