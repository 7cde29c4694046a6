package app

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/auth"
)

// Config is what the instance is told at start. Every key may stand in
// DIR/jinlin.toml as `key = "value"` and is overridden by the environment
// (JINLIN_ADDR …) and by flags. All else is data, changed by an act.
type Config struct {
	// Addr is where to listen, HOST:PORT.
	Addr string `key:"addr"`
	// Dir is the directory of the instance: database, photos, keys. Back it up whole.
	Dir string `key:"data"`
	// Database is a postgres:// address; empty means SQLite in Dir.
	Database string `key:"database"`
	// URL is the address people type, https://…; codes and printed pages carry it.
	// With https, cookies are sent over TLS only.
	URL string `key:"url"`
	// TLSCert and TLSKey are files; without them a proxy in front speaks TLS.
	TLSCert string `key:"tls_cert"`
	TLSKey  string `key:"tls_key"`
	// Proxies are the addresses (CIDR, comma separated) whose X-Forwarded-For is believed.
	Proxies string `key:"proxies"`
	// S3 is where photos live instead of Dir: s3://KEY:SECRET@HOST/BUCKET.
	S3 string `key:"s3"`
	// SMS is a command that is given a phone number and a text; without it one-time
	// codes are written to the log of a development server and nowhere else.
	SMS string `key:"sms"`
	// Workers is how many jobs run at once.
	Workers int `key:"workers"`
	// Development shows one-time codes in the log. Never on a real server.
	Development bool `key:"development"`
	// Classified asks of passwords and sessions what is examined under 等保 (GB/T
	// 22239-2019): three kinds of characters, a change every 90 days, half an hour
	// unused outdoors too.
	Classified bool `key:"classified"`
	// LogJSON writes the log as JSON lines.
	LogJSON bool `key:"log_json"`
}

// configFile is the file in Dir.
const configFile = "jinlin.toml"

// LoadConfig reads DIR/jinlin.toml and the environment over the defaults.
func LoadConfig(dir string) (Config, error) {
	c := Config{Addr: "127.0.0.1:8080", Dir: dir, Workers: 4}
	if c.Dir == "" {
		c.Dir = "data"
	}
	text, err := os.ReadFile(filepath.Join(c.Dir, configFile))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return c, fmt.Errorf("config: %w", err)
	}
	values, err := parseConfig(string(text))
	if err != nil {
		return c, fmt.Errorf("%s: %w", configFile, err)
	}
	for _, k := range c.keys() {
		if v, ok := os.LookupEnv("JINLIN_" + strings.ToUpper(k)); ok {
			values[k] = v
		}
	}
	return c, c.set(values)
}

// parseConfig reads lines of key = value; # begins a comment.
func parseConfig(text string) (map[string]string, error) {
	out := map[string]string{}
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			return nil, fmt.Errorf("line %d: no \"=\"", n)
		}
		value = strings.TrimSpace(value)
		if q, err := strconv.Unquote(value); err == nil {
			value = q
		}
		out[strings.TrimSpace(key)] = value
	}
	return out, lines.Err()
}

func (c *Config) keys() (keys []string) {
	for f := range reflect.TypeFor[Config]().Fields() {
		keys = append(keys, f.Tag.Get("key"))
	}
	return keys
}

func (c *Config) set(values map[string]string) error {
	for k := range values {
		if !slices.Contains(c.keys(), k) {
			return fmt.Errorf("unknown key %q; known are %s", k, strings.Join(c.keys(), ", "))
		}
	}
	v := reflect.ValueOf(c).Elem()
	for f := range v.Type().Fields() {
		text, ok := values[f.Tag.Get("key")]
		if !ok {
			continue
		}
		var err error
		switch p := v.FieldByIndex(f.Index).Addr().Interface().(type) {
		case *string:
			*p = text
		case *int:
			*p, err = strconv.Atoi(text)
		case *bool:
			*p, err = strconv.ParseBool(text)
		}
		if err != nil {
			return fmt.Errorf("%s: %q does not fit: %w", f.Tag.Get("key"), text, err)
		}
	}
	return nil
}

// Check says what is wrong with the configuration, all of it at once.
func (c *Config) Check() error {
	var all []error
	host, _, err := net.SplitHostPort(c.Addr)
	if err != nil {
		all = append(all, fmt.Errorf("addr %q: want HOST:PORT", c.Addr))
	}
	if (c.TLSCert == "") != (c.TLSKey == "") {
		all = append(all, errors.New("tls_cert and tls_key go together"))
	}
	if c.Development && !loopback(host) {
		all = append(all, errors.New("development shows one-time codes in the log: only on a loopback address"))
	}
	for _, s := range strings.Split(c.Proxies, ",") {
		if _, err := proxy(s); strings.TrimSpace(s) != "" && err != nil {
			all = append(all, fmt.Errorf("proxies: %q is no address and no range", s))
		}
	}
	if c.Workers < 1 || c.Workers > 64 {
		all = append(all, errors.New("workers: 1 to 64"))
	}
	return errors.Join(all...)
}

// rules are the limits of signing in.
func (c *Config) rules() auth.Rules {
	if c.Classified {
		return auth.Classified()
	}
	return auth.ASVS()
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}
