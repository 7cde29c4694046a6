package auth

import (
	"testing"
	"time"
)

// TOTP is the code of a key at a time, for tests.
func TOTP(key []byte, at time.Time) string { return totpCode(key, at.Unix()/totpStep) }

func TestTOTPVectors(t *testing.T) {
	t.Parallel()
	key := []byte("12345678901234567890") // RFC 6238 appendix B, the last six of eight digits
	for at, want := range map[int64]string{
		59: "287082", 1111111109: "081804", 1111111111: "050471", 1234567890: "005924", 2000000000: "279037", 20000000000: "353130",
	} {
		if got := TOTP(key, time.Unix(at, 0)); got != want {
			t.Errorf("at %d: %s, want %s", at, got, want)
		}
	}
}

func TestTOTPMatchesOneStepToEitherSideAndNeverAgain(t *testing.T) {
	t.Parallel()
	key := []byte("12345678901234567890")
	at := time.Unix(1_800_000_000, 0)
	now := at.Unix() / totpStep
	for off, want := range map[int64]bool{-2: false, -1: true, 0: true, 1: true, 2: false} {
		if got := totpMatch(key, totpCode(key, now+off), at, 0) != 0; got != want {
			t.Errorf("%d steps off: %v", off, got)
		}
	}
	if totpMatch(key, totpCode(key, now), at, now) != 0 {
		t.Error("a used code matches again")
	}
}

func TestPasswordHash(t *testing.T) {
	t.Parallel()
	stored := hashPassword("木棉花 2026")
	for password, want := range map[string]bool{"木棉花 2026": true, "木棉花 2027": false, "": false} {
		if checkPassword(stored, password) != want {
			t.Errorf("%q: %v", password, !want)
		}
	}
	for _, broken := range []string{"", "$argon2id$", "$argon2id$v=19$m=x$a$b", "plain"} {
		if checkPassword(broken, "plain") || checkPassword(broken, "") {
			t.Errorf("stored %q lets someone in", broken)
		}
	}
	if n := len(common()); n < 3000 {
		t.Errorf("%d common passwords", n)
	}
}

func TestAgentLabel(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Safari/537.36": "Chrome · Windows",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Safari/604.1":            "Safari · iPhone",
		"curl/8": "", "": "",
	} {
		if got := AgentLabel(agent); got != want {
			t.Errorf("%q: %q", agent, got)
		}
	}
}
