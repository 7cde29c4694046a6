package app

import "github.com/jinlin-oss/jinlin/internal/platform/auth"

// Door is the front door of the house.
func (a *App) Door() *auth.Door { return a.door }
