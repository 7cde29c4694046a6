-- Complaints about an organisation, which its own people must not see counted.
CREATE INDEX matter_matter_against ON matter_matter (realm_id, against_id) WHERE against_id IS NOT NULL AND closed_at IS NULL;
