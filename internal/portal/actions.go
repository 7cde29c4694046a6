package portal

// actions are what people call the capabilities and the other deeds that leave
// a trail, in Chinese.
var actions = map[string]string{
	"place.see": "看地方", "place.add": "加地方", "place.rename": "改名称", "place.measure": "改面积户数", "place.move": "移动",
	"place.close": "停用地方", "place.import": "导入区划", "place.set_policy": "改期限与规定", "place.create_realm": "建立域", "place.keep_years": "改放假安排",

	"org.see": "看组织", "org.found": "成立、变更组织", "org.add_seat": "设岗位", "org.appoint": "任命", "org.relieve": "免去",
	"org.define": "改组织类别", "org.see_composition": "看班子结构",

	"people.see": "看人员（打码）", "people.register": "登记人员", "people.correct": "更正资料", "people.reveal": "查看姓名电话",
	"people.reveal_sensitive": "查看敏感信息", "people.prove": "柜台核验住址", "people.vouch": "楼长证明居住", "people.letters": "打印门牌码信",
	"people.consent": "登记同意", "people.delegate": "登记代办", "people.audit": "查谁看过谁", "people.import": "导入名册",
	"people.join": "本人首次登录", "people.requests": "处理个人信息请求", "people.ask": "提个人信息请求", "people.copy": "取走自己的信息",
	"people.leave": "搬离", "people.answer": "答复个人信息请求", "people.erase": "删除个人信息", "people.hold": "依法保留、不得删除", "people.prove_by_code": "用信里的码证明住址",

	"account.see": "看账号", "account.manage": "管理账号", "account.token": "发令牌", "account.revoke": "结束登录", "account.act_for": "代人办事",
	"account.visit": "演示切换身份", "account.admit": "演示开通账号", "account.ask_code": "要验证码", "account.sign_in": "登录", "account.try": "试密码", "account.password": "改密码",
	"account.second": "第二步验证",

	"matter.see": "看事项", "matter.raise": "提出", "matter.raise_for": "代为提出", "matter.follow": "关注", "matter.speak": "补充、评价、撤回",
	"matter.speak_for": "代居民说话", "matter.inner": "看内部记录", "matter.handle": "签收、办理、反馈", "matter.assist": "协办",
	"matter.dispatch": "派单、分流、答复", "matter.rule": "裁定退单", "matter.review": "审核、办结", "matter.follow_up": "回访",
	"matter.approve": "同意挂账、督办", "matter.override": "清单外派单", "matter.reveal": "查看提出人", "matter.reveal_secret": "查看要求保密的提出人",
	"matter.count": "看数字", "matter.post": "贴门口的码", "matter.configure": "改类别", "matter.route": "改派单目录", "matter.clock": "时限到了", "matter.export": "导出",
	"matter.index": "编入搜索", "matter.keep": "存照片语音", "matter.receipt": "凭回执查看", "matter.strays": "清理没用上的照片", "matter.recount": "按事项重数看板",

	"message.see": "看送不到的消息", "message.tell": "当面告知", "message.read": "读消息",
	"trail.audit": "查留痕", "instance.export": "导出全部数据", "instance.rotate_keys": "换密钥", "act.repeat": "重复提交（没有再做一次）",
}

// Action is what people call a deed of the trail, in Chinese; a deed without a
// name of its own is called by its code.
func Action(code string) string { return called(actions, code) }

// Named says whether a deed has a name.
func Named(code string) bool { return actions[code] != "" }
