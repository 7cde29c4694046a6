package web

import (
	"encoding/base64"
	"net/http"
	"time"
)

const (
	elderCookie  = "elder"
	schemeCookie = "scheme"
	langCookie   = "lang"
	flashCookie  = "flash"
)

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// SetCookie sets a cookie for the whole site, out of reach of scripts. An empty
// value removes it.
func SetCookie(w http.ResponseWriter, secure bool, name, value string, life time.Duration) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", HttpOnly: true, Secure: secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(life / time.Second)}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// SessionCookie is the name of the session's cookie: over TLS with the prefix
// that keeps every other host and path from setting it.
func SessionCookie(secure bool) string {
	if secure {
		return "__Host-jinlin"
	}
	return "jinlin"
}

func setFlash(w http.ResponseWriter, secure bool, text string) {
	SetCookie(w, secure, flashCookie, base64.RawURLEncoding.EncodeToString([]byte(text)), time.Minute)
}

// Flash takes the sentence left by the act before; it is shown once.
func (r *Request) Flash() string {
	v := cookie(r.Request, flashCookie)
	if v == "" {
		return ""
	}
	SetCookie(r.W, r.Server.Secure, flashCookie, "", 0)
	b, err := base64.RawURLEncoding.DecodeString(v)
	if err != nil {
		return ""
	}
	return string(b)
}
