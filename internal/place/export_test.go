package place

// SetMoveStep changes how many places one act rewrites and gives what it was.
func SetMoveStep(n int) int {
	old := moveStep
	moveStep = n
	return old
}
