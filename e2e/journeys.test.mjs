// Every journey, in one process: they share one demonstration and one browser.
// A single one runs by its name: node --test 01-elder.mjs
import './01-elder.mjs'
