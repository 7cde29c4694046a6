//go:build !amd64 || purego

package mont

func mulRows(t *wide, x, y *Nat)                          { mulRowsGo(t, x, y) }
func triangle(t *wide, x *Nat)                            { triangleGo(t, x) }
func reduceRows(t *wide, n *Nat, k uint64) (carry uint64) { return reduceRowsGo(t, n, k) }
