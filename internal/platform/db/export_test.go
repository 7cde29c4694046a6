package db

// Relax makes commits wait for no disk, so that a test can show that it would
// notice.
func (d *DB) Relax() error {
	if d.Engine == Postgres {
		d.flusher.relaxed = true
		return nil
	}
	return d.writer.s.run("PRAGMA synchronous = OFF")
}
