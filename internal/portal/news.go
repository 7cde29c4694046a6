package portal

import (
	"fmt"
	"reflect"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// saying is what an event tells to whom. %[1]s is the number of the matter,
// %[2]s its category, %[3]s the moment until which it is due.
type saying struct {
	speaker string // to who raised it, their proxy and those who follow it
	holder  string // to whoever holds the seat that answers now
	before  string // to whoever held the seat that answered before
	desk    string // to the desk of the community
	upper   string // to the level above the seat that answers
}

// sayings is what people are told, event by event. An event that is not here
// tells nobody.
var sayings = map[reflect.Type]saying{
	of[matter.Dispatched](): {speaker: "您反映的“%[2]s”（%[1]s）已经派下去，%[3]s 前会有回音", holder: "有一件“%[2]s”（%[1]s）派给您，%[3]s 前办好"},
	of[matter.Recalled]():   {speaker: "“%[2]s”（%[1]s）的派单改了，社区正在重新安排谁来办", before: "“%[2]s”（%[1]s）刚才派错了，已经撤回，不用办"},
	of[matter.Uncalled](): {
		speaker: "“%[2]s”（%[1]s）说好的电话还没有打给您，已经催了；着急的话请直接打社区电话",
		holder:  "“%[2]s”（%[1]s）说好的电话过了时间还没有打，请现在就打", desk: "“%[2]s”（%[1]s）有老人求助，说好的电话过了时间还没有打",
		upper: "“%[2]s”（%[1]s）有老人求助，下面说好的电话过了时间还没有打，请过问",
	},
	of[matter.Accepted]():     {speaker: "“%[2]s”（%[1]s）有人接了，接下来会联系您"},
	of[matter.Contacted]():    {speaker: "“%[2]s”（%[1]s）经办的人已经联系过诉求人，开始办了；没有接到电话的话，请打电话告诉社区"},
	of[matter.Diverted]():     {speaker: "“%[2]s”（%[1]s）要走别的渠道，请打开看看该找谁"},
	of[matter.Answered]():     {speaker: "“%[2]s”（%[1]s）有答复了，请打开看看，满意不满意都可以说"},
	of[matter.Corrected]():    {speaker: "“%[2]s”（%[1]s）登记的地点或类别更正了，请打开看看对不对", holder: "“%[2]s”（%[1]s）登记的内容更正了，%[3]s 前办好"},
	of[matter.Returned]():     {desk: "“%[2]s”（%[1]s）被退回，等您裁定"},
	of[matter.Ruled]():        {speaker: "“%[2]s”（%[1]s）已定下由谁负责，%[3]s 前会有回音", holder: "“%[2]s”（%[1]s）裁定由您负责，不能再退，%[3]s 前办好"},
	of[matter.Handled]():      {speaker: "“%[2]s”（%[1]s）有新进展"},
	of[matter.Contributed]():  {holder: "“%[2]s”（%[1]s）协办的有回音了，请打开看看"},
	of[matter.Invited]():      {holder: "请您协办一件“%[2]s”（%[1]s）"},
	of[matter.Asked]():        {speaker: "“%[2]s”（%[1]s）需要您补充一点情况，请打开看看"},
	of[matter.Supplied]():     {holder: "“%[2]s”（%[1]s）居民补充了情况，时限继续走，%[3]s 前办好"},
	of[matter.Resumed]():      {speaker: "“%[2]s”（%[1]s）没有等到补充，先照现有的情况接着办，%[3]s 前会有回音", holder: "“%[2]s”（%[1]s）居民没有补充，时限继续走，%[3]s 前办好"},
	of[matter.Extended]():     {speaker: "“%[2]s”（%[1]s）要多花些时间，改到 %[3]s 前，原因写在里面"},
	of[matter.ParkAsked]():    {desk: "“%[2]s”（%[1]s）申请挂账，等上一级同意"},
	of[matter.Parked]():       {speaker: "“%[2]s”（%[1]s）现在办不了，先挂着，到期会再办，原因写在里面"},
	of[matter.ParkRefused]():  {holder: "“%[2]s”（%[1]s）的挂账没有同意，请继续办，%[3]s 前办好"},
	of[matter.Unparked]():     {speaker: "“%[2]s”（%[1]s）到了复查的日子，又开始办了", holder: "“%[2]s”（%[1]s）挂账到期，请接着办"},
	of[matter.Escalated]():    {speaker: "“%[2]s”（%[1]s）已报到上一级办", holder: "有一件“%[2]s”（%[1]s）报到您这一级，%[3]s 前办好"},
	of[matter.Supervised]():   {holder: "“%[2]s”（%[1]s）被督办，请尽快回复"},
	of[matter.DueSoon]():      {holder: "“%[2]s”（%[1]s）快到时限了：%[3]s"},
	of[matter.Lapsed]():       {holder: "“%[2]s”（%[1]s）已经超过时限 %[3]s", desk: "“%[2]s”（%[1]s）超过时限 %[3]s 还没有反馈"},
	of[matter.Reported]():     {desk: "“%[2]s”（%[1]s）已反馈，等您审核"},
	of[matter.Redone]():       {holder: "“%[2]s”（%[1]s）审核没有通过，请再办一次"},
	of[matter.Reviewed]():     {speaker: "“%[2]s”（%[1]s）办好了，请打开看看，满意不满意都可以说"},
	of[matter.Judged]():       {holder: "“%[2]s”（%[1]s）居民评价了"},
	of[matter.Excluded]():     {holder: "“%[2]s”（%[1]s）不计入三率，原因写在里面", desk: "“%[2]s”（%[1]s）不计入三率，原因写在里面"},
	of[matter.Closed]():       {speaker: "“%[2]s”（%[1]s）已办结；要是又有问题，可以请我们再办"},
	of[matter.Reopened]():     {speaker: "“%[2]s”（%[1]s）重新开始办，%[3]s 前会有回音", holder: "“%[2]s”（%[1]s）居民请您再办一次，%[3]s 前办好"},
	of[matter.Merged]():       {speaker: "“%[2]s”（%[1]s）和邻居反映的是同一件，一起办，进展照样告诉您"},
	of[matter.Withdrawn]():    {holder: "“%[2]s”（%[1]s）居民撤回了，不用再办"},
	of[matter.Deliberating](): {speaker: "“%[2]s”（%[1]s）要请邻居们一起商议"},
	of[matter.Concluded]():    {speaker: "“%[2]s”（%[1]s）商议有了结论，接着办"},
	of[matter.Announced]():    {speaker: "“%[2]s”（%[1]s）公开栏上有了新的说明，请打开看看"},
	of[matter.Unrouted]():     {desk: "“%[2]s”（%[1]s）还没有设定由谁负责，请派单"},
}

func of[E any]() reflect.Type { return reflect.TypeFor[E]() }

// TellNews tells everyone who has to do with a matter what happened to it. It is
// a job of its own for each event and tells each person once.
func TellNews(a *act.Act, n matter.News) error {
	s, told := sayings[reflect.TypeOf(n)], n.News()
	if s == (saying{}) {
		return nil
	}
	m, err := matter.Of(a.View, told.Matter)
	if err != nil {
		return fmt.Errorf("tell news of %s: %w", told.Matter, err)
	}
	called, err := matter.Called(a.View, m)
	if err != nil {
		return err
	}
	t := teller{Act: a, m: m, step: told.Step, args: []string{
		m.Number.String(), called, m.DueAt.In(calendar.Zone).Format("01-02 15:04"),
	}}
	for _, tell := range []func(saying, matter.Told) error{t.speakers, t.holder, t.before, t.upper, t.desk} {
		if err := tell(s, told); err != nil {
			return err
		}
	}
	return nil
}
