// Hostile and strange words for every field that takes text, of our own making.
// Each carries the mark `jlx` so that what came of it can be found: as words it
// may stand on a page, as markup never.
export const payloads = [
  // markup, closed and open, in every case a parser may meet
  '<script>alert("jlx")</script>', '<ScRiPt src=//127.0.0.1:9/jlx></sCrIpT>', '<script>alert`jlx`', '<script/jlx>alert(1)</script>',
  '"><img src=x onerror=alert("jlx")>', "'><img src=x onerror=alert('jlx')>", '<img src="x" onerror="alert(\'jlx\')"', '<img/src/onerror=alert(/jlx/)>',
  '<svg onload=alert("jlx")>', '<svg><script>alert(/jlx/)</script></svg>', '<svg><animate onbegin=alert("jlx") attributeName=x></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert("jlx")>', '<noscript><p title="</noscript><img src=x onerror=alert(/jlx/)>">',
  '</title><script>alert(/jlx/)</script>', '</textarea><script>alert(/jlx/)</script>', '</select><img src=x onerror=alert(/jlx/)>', '</style><script>alert(/jlx/)</script>',
  '--><script>alert(/jlx/)</script>', '<!--<img src="--><img src=x onerror=alert(/jlx/)//">', ']]><script>alert(/jlx/)</script>',
  '<iframe srcdoc="<script>alert(/jlx/)</script>">', '<object data="data:text/html,<script>alert(/jlx/)</script>">', '<embed src="javascript:alert(/jlx/)">',
  '<base href="//127.0.0.1:9/jlx/">', '<meta http-equiv="refresh" content="0;url=/jlx">', '<link rel=stylesheet href="//127.0.0.1:9/jlx.css">',
  '<style>@import "//127.0.0.1:9/jlx";</style>', '<form action=/jlx><button>jlx', '<input autofocus onfocus=alert(/jlx/)>', '<details open ontoggle=alert(/jlx/)>',
  '<video><source onerror=alert(/jlx/)></video>', '<body onload=alert(/jlx/)>', '<a href="javascript:alert(/jlx/)">jlx</a>', '<jlx-element>jlx</jlx-element>',
  // attributes
  '" onmouseover="alert(/jlx/)', "' onmouseover='alert(/jlx/)", '` onmouseover=`alert(/jlx/)', '" autofocus onfocus="alert(/jlx/)" x="', ' onclick=alert(/jlx/) ',
  '" style="background:url(//127.0.0.1:9/jlx)', '" data-jlx="1', "' data-jlx='1",
  // addresses
  'javascript:alert("jlx")', ' javascript:alert(/jlx/)', 'JaVaScRiPt:alert(/jlx/)', 'java\tscript:alert(/jlx/)', 'data:text/html;base64,PHNjcmlwdD5hbGVydCgvamx4Lyk8L3NjcmlwdD4=jlx',
  'vbscript:msgbox("jlx")', '//127.0.0.1:9/jlx', '/\\127.0.0.1:9/jlx', 'https:127.0.0.1/jlx', '\\\\127.0.0.1\\jlx',
  // templates and expressions
  '{{printf "jlx"}}', '{{constructor.constructor("alert(/jlx/)")()}}', '${alert(/jlx/)}', '#{jlx}', '<%= jlx %>', '[[jlx]]', '$(jlx)', '`jlx`', '%(jlx)s', '%s%n%x jlx',
  // entities and encodings
  '&lt;script&gt;alert(/jlx/)&lt;/script&gt;', '&#60;script&#62;alert(/jlx/)&#60;/script&#62;', '\\u003cscript\\u003ealert(/jlx/)\\u003c/script\\u003e', '%3Cscript%3Ealert(/jlx/)%3C/script%3E',
  '＜script＞alert(/jlx/)＜/script＞', '+ADw-script+AD4-alert(/jlx/)+ADw-/script+AD4-',
  // SQL and its kin
  "jlx' OR '1'='1", 'jlx" OR "1"="1', "jlx'; DROP TABLE matter_matter; --", "jlx') UNION SELECT 1,2,3 --", 'jlx%', 'jlx_', 'jlx\\', "jlx''", 'jlx; SELECT pg_sleep(5)', 'jlx*', 'jlx AND NOT OR NEAR(', '"jlx', 'jlx:*', "jlx' || 'x",
  // spreadsheets
  '=cmd|"/c calc"!jlx', '+1+1 jlx', '-1+1 jlx', '@SUM(1+1) jlx', '=HYPERLINK("http://127.0.0.1:9/jlx","jlx")',
  // lines, paths, commands
  'jlx\r\nSet-Cookie: jlx=1', 'jlx\nBcc: jlx', '../../../../etc/passwd jlx', '..\\..\\jlx', 'jlx; id', '| id jlx', 'jlx.php%00.jpg', 'CON jlx', 'NUL jlx',
  // strange words
  'jlx 𠮷野家 龘 㐂 𪚥', 'jlx 👨‍👩‍👧‍👦🏳️‍🌈🀄', 'jlx ‮txet desrever‬', 'jlx \u200b\u200d\ufeff zero', 'jlx Z̴̡̢̛a̷̛͓l̶͈̓g̸̱̈́o̷͇͝', 'jlx مرحبا', 'jlx Ω≈ç√∫˜µ', 'jlx ﷽', 'jlx \u2028\u2029', 'e\u0301 jlx', '１２３ jlx',
  'NaN jlx', 'null jlx', 'undefined jlx', '-0 jlx', '1e309 jlx', '0x7fffffffffffffff jlx', '99999999999999999999 jlx', 'true jlx', '[] jlx', '{"jlx":1}', 'jlx'.repeat(1500), ' jlx ', 'jlx\tjlx',
]
