// Every journey, in one process: they share one demonstration and one browser.
// A single one runs by its name: node --test 01-elder.mjs
import './01-elder.mjs'
import './02-fire-lane.mjs'
import './03-on-behalf.mjs'
import './04-stranger.mjs'
import './05-first-day.mjs'
import './06-no-script.mjs'
import './07-pages.mjs'
import './08-payloads.mjs'
import './09-outdoors.mjs'
import './10-voice-paper.mjs'
