package matter

import (
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

func policy(v *act.View, key string, path access.Path) (string, error) {
	return map[string]string{
		"ticket.limit.danger": "2h", "ticket.limit.utility": "24h", "ticket.limit.ordinary": "7d", "ticket.limit.complex": "15d",
		"ticket.limit.consult": "2wd", keyParkDays: "90", keyJudgeWindow: "7d", keyReopenWindow: "15d",
	}[key], nil
}
