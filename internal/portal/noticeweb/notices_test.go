package noticeweb_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

func TestInbox(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		me, other := asker{h, reader, ""}, asker{h, worker, ""}
		shows(t, me.do("GET", "/notices"), 200, "还没有消息")
		h.news(reader, "k1", "第一件", "/matters/1")
		h.news(reader, "k1", "第一件", "/matters/1") // told once
		h.news(reader, "k2", "第二件", "//evil.example/")
		h.news(reader, "k3", "第三件", "")
		page := me.do("GET", "/notices")
		shows(t, page, 200, "3 条没看过", "都看过了")
		body := page.Body.String()
		if strings.Index(body, "第三件") > strings.Index(body, "第一件") || strings.Count(body, "第一件") != 1 {
			t.Error("not the newest first, or told twice")
		}
		opens := regexp.MustCompile(`/notices/\w+/open`).FindAllString(body, -1)
		if len(opens) != 3 {
			t.Fatalf("%d to open", len(opens))
		}
		shows(t, other.do("POST", opens[2]), 404)
		leads(t, me.do("POST", opens[2]), "/matters/1")
		leads(t, me.do("POST", opens[1]), "/notices") // nobody is led away
		shows(t, me.do("GET", "/notices"), 200, "1 条没看过", `href="/matters/1"`)
		upTo := regexp.MustCompile(`name="up_to" value="(\w+)"`).FindStringSubmatch(body)[1]
		leads(t, other.do("POST", "/notices/read", "up_to", upTo), "/notices")
		shows(t, me.do("GET", "/notices"), 200, "1 条没看过")
		leads(t, me.do("POST", "/notices/read", "up_to", upTo), "/notices")
		if p := me.do("GET", "/notices"); strings.Contains(p.Body.String(), "没看过") {
			t.Error("still unread")
		}
	})
}

func TestInboxIsPaged(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		for i := range 32 {
			h.news(reader, fmt.Sprint("k", i), fmt.Sprintf("第%02d件", i), "")
		}
		me := asker{h, reader, ""}
		first := me.do("GET", "/notices").Body.String()
		next := regexp.MustCompile(`href="(/notices\?after=\w+)"`).FindStringSubmatch(first)
		if next == nil || strings.Contains(first, "第01件") {
			t.Fatal("no second page")
		}
		shows(t, me.do("GET", next[1]), 200, "第00件", "第01件")
	})
}

func TestWhatCouldNotBeDeliveredIsToldInPerson(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		desk := asker{h, worker, "/a/"}
		shows(t, desk.do("GET", "/desk/undelivered"), 200, "都送到了")
		h.news(elder, "k0", "您反映的事派下去了", "/matters/1")
		h.news(elder, "k1", "您反映的事办好了", "/matters/1")
		h.news(reader, "k1", "读得到的人", "")
		list := desk.do("GET", "/desk/undelivered")
		shows(t, list, 200, "王*", "阳光小区", "您反映的事办好了")
		if strings.Contains(list.Body.String(), "读得到的人") || strings.Contains(list.Body.String(), "派下去了") {
			t.Error("a delivered message waits, or one that a later one makes needless")
		}
		one := regexp.MustCompile(`/desk/undelivered/\w+`).FindString(list.Body.String())
		shows(t, desk.do("GET", one), 200, "告诉 王*", "怎样告诉的", "checked", "/desk/matters/1")

		far := asker{h, worker, "/b/"}
		if p := far.do("GET", "/desk/undelivered"); strings.Contains(p.Body.String(), "王*") {
			t.Error("another place sees it")
		}
		shows(t, far.do("GET", one), 404)
		shows(t, far.do("POST", one, "way", "打电话，本人接的"), 404)
		shows(t, asker{h, reader, ""}.do("GET", "/desk/undelivered"), 404)

		shows(t, desk.do("POST", one), 422, "请写明是怎样告诉本人的")
		leads(t, desk.do("POST", one, "way", "请家里人转告", "how", "女儿接的"), "/desk/undelivered")
		shows(t, desk.do("POST", one, "way", "上门当面说的"), 422, "已经告诉过了")
		shows(t, desk.do("GET", one), 200, "已经告诉过了", "请家里人转告，女儿接的", "陈*")
		shows(t, desk.do("GET", "/desk/undelivered"), 200, "都送到了")
	})
}

func TestWhoReadsAfterAllHasBeenToldNothingTwice(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.news(elder, "k1", "您反映的事办好了", "/matters/1")
		desk := asker{h, worker, "/a/"}
		shows(t, desk.do("GET", "/desk/undelivered"), 200, "王*")
		open := regexp.MustCompile(`/notices/\w+/open`).FindString(asker{h, elder, ""}.do("GET", "/notices").Body.String())
		leads(t, asker{h, elder, ""}.do("POST", open), "/matters/1")
		shows(t, desk.do("GET", "/desk/undelivered"), 200, "都送到了")
	})
}
