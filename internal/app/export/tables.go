package export

import "strings"

// titles are the tables that are written, by what people call them.
var titles = map[string][2]string{
	"matter_category":   {"事项分类", "categories of matters"},
	"matter_cohandler":  {"协办", "joint handlers"},
	"matter_config":     {"事项的设置", "settings of matters"},
	"matter_count":      {"事项的逐日计数", "daily counts of matters"},
	"matter_door":       {"门口的二维码", "codes at doors"},
	"matter_file":       {"事项的照片和附件", "photos and documents of matters"},
	"matter_follower":   {"关注的人", "followers"},
	"matter_judgement":  {"评价", "judgements"},
	"matter_matter":     {"事项", "matters"},
	"matter_number":     {"编号用到哪里", "last numbers"},
	"matter_receipt":    {"回执", "receipts"},
	"matter_route":      {"派单规则", "routes"},
	"matter_step":       {"事项的每一步", "steps of matters"},
	"notify_message":    {"通知", "notices"},
	"org_appointment":   {"任职", "appointments"},
	"org_kind":          {"组织类型", "kinds of organisations"},
	"org_organization":  {"组织", "organisations"},
	"org_seat":          {"岗位", "seats"},
	"org_territory":     {"责任范围", "territories"},
	"org_tier":          {"层级", "tiers"},
	"people_consent":    {"同意书", "consents"},
	"people_delegation": {"代办授权", "delegations"},
	"people_guardian":   {"监护", "guardians"},
	"people_hold":       {"不得删除的依据", "legal holds"},
	"people_household":  {"户", "households"},
	"people_person":     {"人", "people"},
	"people_phone":      {"电话", "phones"},
	"people_request":    {"查阅、更正、删除的请求", "requests of data subjects"},
	"people_reveal":     {"谁看过谁的信息", "who saw whose data"},
	"people_roster":     {"导入过的名册", "imported rosters"},
	"people_standing":   {"住在哪里、是谁的房", "who lives in and owns which home"},
	"place_move":        {"地点的调整", "moves of places"},
	"place_place":       {"地点", "places"},
	"place_policy":      {"规则和期限", "policies"},
	"place_realm":       {"域", "realms"},
	"place_word":        {"本地的叫法", "local words"},
	"place_year":        {"放假安排", "holidays"},
	"trail_head":        {"留痕的头", "heads of the trail"},
	"trail_row":         {"留痕", "the trail of acts"},
}

// left are the tables that stay, each with the reason.
var left = map[string]string{
	"act_key": machinery, "job_cron": machinery, "job_node": machinery, "job_task": machinery,
	"matter_indexed": machinery, "matter_upload": machinery, "people_token": machinery,
	"place_draft": machinery, "people_roster_row": machinery,
	"auth_account": secret, "auth_code": secret, "auth_limit": secret, "auth_recovery": secret,
	"auth_session": secret, "auth_token": secret,
	"people_letter": secret, "people_letter_use": secret, "seal_proof": secret,
}

const (
	machinery = "只供程序运转 / machinery"
	secret    = "密码、会话和一次性码 / secrets"
)

// leaves says why a table stays, or "". The search index has shadow tables.
func leaves(table string) string {
	if strings.HasPrefix(table, "matter_search") {
		return machinery
	}
	return left[table]
}
