-- What the index holds of a text has changed (its last character too): it is
-- emptied, and the passes of matter.index fill it again from the first matter on.
INSERT INTO matter_search (matter_search) VALUES ('delete-all');
DELETE FROM matter_indexed;
