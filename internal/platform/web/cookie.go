package web

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

const (
	elderCookie  = "elder"
	schemeCookie = "scheme"
	langCookie   = "lang"
	flashCookie  = "flash"
	undoCookie   = "undo"
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

// undoFor is how long an act can be taken back on the page that follows it.
const undoFor = 10 * time.Second

func setUndo(r *Request, action string) {
	until := strconv.FormatInt(r.Now().Add(undoFor).Unix(), 36)
	SetCookie(r.W, r.Server.Secure, undoCookie, until+"."+base64.RawURLEncoding.EncodeToString([]byte(action)), undoFor)
}

// undo takes the offer to take the act before back; nil when there is none, or
// its time is over by the server's clock.
func (r *Request) undo() *ui.Undo {
	v := cookie(r.Request, undoCookie)
	if v == "" {
		return nil
	}
	SetCookie(r.W, r.Server.Secure, undoCookie, "", 0)
	end, text, _ := strings.Cut(v, ".")
	until, err := strconv.ParseInt(end, 36, 64)
	action, err2 := base64.RawURLEncoding.DecodeString(text)
	left := min(until-r.Now().Unix(), int64(undoFor/time.Second))
	if err != nil || err2 != nil || left <= 0 {
		return nil
	}
	to := LocalPath(string(action), "")
	if to == "" {
		return nil
	}
	return &ui.Undo{Action: to, Key: rand.Text(), Seconds: int(left)}
}
