package matterweb

import "github.com/jinlin-oss/jinlin/internal/platform/web/ui"

// kept is what was sent with a form and is in the store already: when the form
// comes back with a mistake, nobody chooses their photos again.
type kept struct {
	Files  []string // ids, going along unseen
	Photos []ui.Photo
}
