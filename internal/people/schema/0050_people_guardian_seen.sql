-- Which paper was seen for a guardianship, who recorded it, and who ended it.
ALTER TABLE people_guardian ADD COLUMN evidence TEXT NOT NULL DEFAULT '';
ALTER TABLE people_guardian ADD COLUMN recorded_by {{INT}};
ALTER TABLE people_guardian ADD COLUMN ended_by {{INT}};
