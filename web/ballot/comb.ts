// Powers of a number that is raised often: Lim and Lee's comb ("More flexible
// exponentiation with precomputation", CRYPTO 1994).
//
// The bits of the exponent are written in so many rows of a columns each. A
// table holds the products of every set of rows at one column, so that a column
// costs one multiplication, and going to the next one a squaring. With several
// tables, at columns that lie depth apart, several columns share a squaring.

interface Shape {
  rows: number;
  columns: number;
  tables: number;
  depth: number; // columns of one table
}

const arrange = (bits: number, rows: number, tables: number): Shape => {
  const columns = Math.ceil(bits / rows);
  return { rows, columns, tables, depth: Math.ceil(columns / tables) };
};

/** Multiplications for the tables and for so many powers. */
function cost(s: Shape, uses: number): number {
  const chain = s.columns * (s.rows - 1) + s.depth * (s.tables - 1);
  return chain + s.tables * (2 ** s.rows - s.rows - 1) + uses * (s.columns + s.depth - 2);
}

/** The cheapest shape for so many powers. */
function cheapest(bits: number, uses: number): Shape {
  let best = arrange(bits, 1, 1);
  for (let rows = 1; rows <= 8; rows++) {
    for (let tables = 1; tables <= 8; tables++) {
      const s = arrange(bits, rows, tables);
      if (cost(s, uses) < cost(best, uses)) best = s;
    }
  }
  return best;
}

export class Comb {
  private readonly shape: Shape;
  private readonly tables: bigint[][] = [];

  /** Prepares base for about so many powers with exponents of so many bits. */
  constructor(
    base: bigint,
    private readonly p: bigint,
    bits: number,
    uses: number,
  ) {
    const s = (this.shape = cheapest(bits, uses));
    const chain = [base]; // base to the powers of two
    const square = (n: number) => {
      for (let last = chain[chain.length - 1]!; chain.length <= n; chain.push(last)) last = (last * last) % p;
      return chain[n]!;
    };
    for (let t = 0; t < s.tables; t++) {
      const table = [1n];
      for (let row = 0; row < s.rows; row++) {
        const step = square(s.columns * row + s.depth * t);
        for (let i = 0, n = table.length; i < n; i++) table.push(i === 0 ? step : (table[i]! * step) % p);
      }
      this.tables.push(table);
    }
  }

  /** Base to the exponent, modulo p. */
  power(exponent: bigint): bigint {
    const { rows, columns, tables, depth } = this.shape;
    const bits = exponent.toString(2);
    const entry = (table: bigint[], column: number) => {
      let i = 0;
      for (let row = 0; row < rows; row++) {
        if (bits[bits.length - 1 - column - columns * row] === "1") i |= 1 << row;
      }
      return table[i]!;
    };
    let z = 1n;
    for (let at = depth - 1; at >= 0; at--) {
      if (at < depth - 1) z = (z * z) % this.p;
      for (let t = 0; t < tables; t++) {
        const column = t * depth + at;
        if (column < columns) z = (z * entry(this.tables[t]!, column)) % this.p;
      }
    }
    return z;
  }
}
