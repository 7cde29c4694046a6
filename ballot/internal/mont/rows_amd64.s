//go:build amd64 && !purego

#include "textflag.h"

// Registers of a row:
//   DX  the limb y that multiplies the row
//   SI  the row x        DI  the row z that is added to
//   R8  the carry limb   BX  zero
//   R14, R15 are left alone: they are Go's.

// One limb: z[o] += x[o]*y with the incoming high half hi, leaving the new
// high half in nhi. CF carries the chain of high halves, OF the chain of sums.
#define LIMB(o, hi, nhi) \
	MULXQ o(SI), R9, nhi \
	ADCXQ hi, R9         \
	ADOXQ o(DI), R9      \
	MOVQ  R9, o(DI)

// Four limbs at offset o. Both chains must be open; they stay open.
#define LIMB4(o) \
	LIMB(o, R8, R10)      \
	LIMB(o+8, R10, R11)   \
	LIMB(o+16, R11, R10)  \
	LIMB(o+24, R10, R8)

// Thirty-two limbs: z += x*y, carry limb in R8.
#define ROW32 \
	XORQ  R8, R8 \
	LIMB4(0)     \
	LIMB4(32)    \
	LIMB4(64)    \
	LIMB4(96)    \
	LIMB4(128)   \
	LIMB4(160)   \
	LIMB4(192)   \
	LIMB4(224)   \
	ADCXQ BX, R8 \
	ADOXQ BX, R8

// func mulRowsADX(t *wide, x, y *Nat)
TEXT ·mulRowsADX(SB), NOSPLIT, $0-24
	MOVQ t+0(FP), DI
	MOVQ x+8(FP), SI
	MOVQ y+16(FP), CX
	MOVQ $32, AX
	XORQ BX, BX

mulrow:
	MOVQ (CX), DX
	ROW32
	MOVQ R8, 256(DI)
	ADDQ $8, DI
	ADDQ $8, CX
	DECQ AX
	JNZ  mulrow
	RET

// func reduceRowsADX(t *wide, n *Nat, k uint64) (carry uint64)
TEXT ·reduceRowsADX(SB), NOSPLIT, $0-32
	MOVQ t+0(FP), DI
	MOVQ n+8(FP), SI
	MOVQ k+16(FP), R12
	MOVQ $32, AX
	XORQ BX, BX
	XORQ R13, R13              // carry out of the limbs done so far, 0 or 1

redrow:
	MOVQ  (DI), DX
	IMULQ R12, DX
	ROW32
	XORQ  R9, R9
	ADDQ  R13, R8
	ADCQ  $0, R9
	ADDQ  R8, 256(DI)
	ADCQ  $0, R9
	MOVQ  R9, R13
	ADDQ  $8, DI
	DECQ  AX
	JNZ   redrow
	MOVQ  R13, carry+24(FP)
	RET

// The tail of a row, from limb j of x to the last; the high half comes in
// through R10 for odd j and R11 for even j, and the carry limb ends in R8.
#define TAIL31 LIMB(248, R10, R8)
#define TAIL30 LIMB(240, R11, R10); TAIL31
#define TAIL29 LIMB(232, R10, R11); TAIL30
#define TAIL28 LIMB(224, R11, R10); TAIL29
#define TAIL27 LIMB(216, R10, R11); TAIL28
#define TAIL26 LIMB(208, R11, R10); TAIL27
#define TAIL25 LIMB(200, R10, R11); TAIL26
#define TAIL24 LIMB(192, R11, R10); TAIL25
#define TAIL23 LIMB(184, R10, R11); TAIL24
#define TAIL22 LIMB(176, R11, R10); TAIL23
#define TAIL21 LIMB(168, R10, R11); TAIL22
#define TAIL20 LIMB(160, R11, R10); TAIL21
#define TAIL19 LIMB(152, R10, R11); TAIL20
#define TAIL18 LIMB(144, R11, R10); TAIL19
#define TAIL17 LIMB(136, R10, R11); TAIL18
#define TAIL16 LIMB(128, R11, R10); TAIL17
#define TAIL15 LIMB(120, R10, R11); TAIL16
#define TAIL14 LIMB(112, R11, R10); TAIL15
#define TAIL13 LIMB(104, R10, R11); TAIL14
#define TAIL12 LIMB(96, R11, R10); TAIL13
#define TAIL11 LIMB(88, R10, R11); TAIL12
#define TAIL10 LIMB(80, R11, R10); TAIL11
#define TAIL9 LIMB(72, R10, R11); TAIL10
#define TAIL8 LIMB(64, R11, R10); TAIL9
#define TAIL7 LIMB(56, R10, R11); TAIL8
#define TAIL6 LIMB(48, R11, R10); TAIL7
#define TAIL5 LIMB(40, R10, R11); TAIL6
#define TAIL4 LIMB(32, R11, R10); TAIL5
#define TAIL3 LIMB(24, R10, R11); TAIL4
#define TAIL2 LIMB(16, R11, R10); TAIL3
#define TAIL1 LIMB(8, R10, R11); TAIL2

// Row i of the triangle: z += x[i]*x[j]*2^(64*j) over j > i, z being t + i limbs.
#define TRIROW(i, TAIL) \
	MOVQ  i*8(SI), DX   \
	XORQ  R10, R10      \
	XORQ  R11, R11      \
	TAIL                \
	ADCXQ BX, R8        \
	ADOXQ BX, R8        \
	MOVQ  R8, 256(DI)   \
	ADDQ  $8, DI

// func triangleADX(t *wide, x *Nat)
TEXT ·triangleADX(SB), NOSPLIT, $0-16
	MOVQ t+0(FP), DI
	MOVQ x+8(FP), SI
	XORQ BX, BX
	TRIROW(0, TAIL1)
	TRIROW(1, TAIL2)
	TRIROW(2, TAIL3)
	TRIROW(3, TAIL4)
	TRIROW(4, TAIL5)
	TRIROW(5, TAIL6)
	TRIROW(6, TAIL7)
	TRIROW(7, TAIL8)
	TRIROW(8, TAIL9)
	TRIROW(9, TAIL10)
	TRIROW(10, TAIL11)
	TRIROW(11, TAIL12)
	TRIROW(12, TAIL13)
	TRIROW(13, TAIL14)
	TRIROW(14, TAIL15)
	TRIROW(15, TAIL16)
	TRIROW(16, TAIL17)
	TRIROW(17, TAIL18)
	TRIROW(18, TAIL19)
	TRIROW(19, TAIL20)
	TRIROW(20, TAIL21)
	TRIROW(21, TAIL22)
	TRIROW(22, TAIL23)
	TRIROW(23, TAIL24)
	TRIROW(24, TAIL25)
	TRIROW(25, TAIL26)
	TRIROW(26, TAIL27)
	TRIROW(27, TAIL28)
	TRIROW(28, TAIL29)
	TRIROW(29, TAIL30)
	TRIROW(30, TAIL31)
	RET
