package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	_ "modernc.org/sqlite" // fills PocketBase's file
)

// pocketBase is the peer, with its default settings or with every commit synced
// as ours are.
func pocketBase(name, bin, dir string, full bool, rows int) (*contender, error) {
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	command := func() *exec.Cmd {
		cmd := exec.Command(bin, "serve", "--http", addr)
		cmd.Env = append(os.Environ(), "PB_DIR="+dir)
		if full {
			cmd.Env = append(cmd.Env, "PB_FULL=1")
		}
		return cmd
	}
	c := &contender{name: name, addr: addr, cmd: command(), want: 200}
	if err := c.launch("/api/health"); err != nil {
		return nil, err
	}
	unit, token, err := credentials(dir)
	if err != nil {
		return nil, err
	}
	if rows > 0 {
		c.stop()
		if err := fillPocketBase(filepath.Join(dir, "data.db"), unit, rows); err != nil {
			return nil, err
		}
		c.cmd = command()
		if err := c.launch("/api/health"); err != nil {
			return nil, err
		}
	}
	head := "Authorization: " + token + "\r\n"
	c.intake = func(b *bytes.Buffer, _, _ int) {
		post(b, addr, "/api/collections/matters/records", head,
			`{"unit":"`+unit+`","category":"light","status":"open","text":"楼道的灯不亮了，老人上下楼看不清台阶。"}`)
	}
	filter := "/api/collections/matters/records?perPage=20&sort=-created&filter=" + url.QueryEscape("unit='"+unit+"' && status='open'")
	c.list = map[string]func(*bytes.Buffer, int, int){
		"total":     func(b *bytes.Buffer, _, _ int) { get(b, addr, filter, head) },
		"skipTotal": func(b *bytes.Buffer, _, _ int) { get(b, addr, filter+"&skipTotal=1", head) },
	}
	return c, nil
}

func credentials(dir string) (unit, token string, err error) {
	file, err := os.Open(filepath.Join(dir, "bench.txt"))
	if err != nil {
		return "", "", err
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Scan()
	unit = lines.Text()
	lines.Scan()
	return unit, lines.Text(), lines.Err()
}

// fillPocketBase writes rows as PocketBase would, a hundredth of them in the unit
// that is asked about.
func fillPocketBase(file, unit string, rows int) error {
	d, err := sql.Open("sqlite", file)
	if err != nil {
		return err
	}
	defer d.Close()
	units := []string{}
	found, err := d.Query("SELECT id FROM units")
	if err != nil {
		return err
	}
	for found.Next() {
		var u string
		if err := found.Scan(&u); err != nil {
			return err
		}
		units = append(units, u)
	}
	if err := found.Err(); err != nil {
		return err
	}
	tx, err := d.Begin()
	if err != nil {
		return err
	}
	insert, err := tx.Prepare("INSERT INTO matters (id, unit, reporter, category, text, status, created) VALUES (?, ?, '', 'light', ?, 'open', ?)")
	if err != nil {
		return err
	}
	start := time.Now().AddDate(-2, 0, 0)
	for i := range rows {
		u := units[1+i%(len(units)-1)]
		if i%100 == 0 {
			u = unit
		}
		at := start.Add(time.Duration(i) * (2 * 365 * 24 * time.Hour / time.Duration(rows))).UTC().Format("2006-01-02 15:04:05.000Z")
		if _, err := insert.Exec(fmt.Sprintf("b%014d", i), u, "楼道的灯不亮了，老人上下楼看不清台阶。", at); err != nil {
			return err
		}
	}
	return tx.Commit()
}
