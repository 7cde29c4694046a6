// Groups N made-up matters as our dashboards do and prints the milliseconds of
// each question, the best of seven, as JSON.
import { DuckDBInstance } from '@duckdb/node-api'

const rows = Number(process.argv[2] ?? 1_000_000)
const db = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect()
await db.run(`CREATE TABLE matter AS SELECT
  (i * 7919) % 1111 AS community, ((i * 7919) % 1111) % 20 AS subdistrict, (i * 31) % 16 AS category,
  (i * 17) % 14 AS stage, 20000 + (i * 13) % 720 AS day FROM range(${rows}) t(i)`)

const questions = {
  board: 'SELECT community, stage, count(*) FROM matter GROUP BY ALL',
  standard: 'SELECT stage, category, count(*) FROM matter WHERE day >= 20360 GROUP BY ALL',
  street: 'SELECT subdistrict, stage, count(*), avg(day) FROM matter GROUP BY ALL',
  three: 'SELECT subdistrict, category, stage, count(*) FROM matter WHERE day >= 20360 GROUP BY ALL',
}
const out = {}
for (const [name, sql] of Object.entries(questions)) {
  let best = Infinity
  for (let i = 0; i < 7; i++) {
    const start = performance.now()
    await (await db.runAndReadAll(sql)).getRows()
    best = Math.min(best, performance.now() - start)
  }
  out[name] = best
}
console.log(JSON.stringify(out))
