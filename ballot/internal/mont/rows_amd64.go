//go:build amd64 && !purego

package mont

import "golang.org/x/sys/cpu"

// hasADX tells whether the processor has the two carry chains (ADX) and the
// flagless multiplication (BMI2) that rows_amd64.s is written with.
var hasADX = cpu.X86.HasADX && cpu.X86.HasBMI2

//go:noescape
func mulRowsADX(t *wide, x, y *Nat)

//go:noescape
func triangleADX(t *wide, x *Nat)

//go:noescape
func reduceRowsADX(t *wide, n *Nat, k uint64) (carry uint64)

func mulRows(t *wide, x, y *Nat) {
	if hasADX {
		mulRowsADX(t, x, y)
		return
	}
	mulRowsGo(t, x, y)
}

func triangle(t *wide, x *Nat) {
	if hasADX {
		triangleADX(t, x)
		return
	}
	triangleGo(t, x)
}

func reduceRows(t *wide, n *Nat, k uint64) (carry uint64) {
	if hasADX {
		return reduceRowsADX(t, n, k)
	}
	return reduceRowsGo(t, n, k)
}
