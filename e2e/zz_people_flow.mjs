import { chromium } from 'playwright-core'
import { writeFileSync } from 'node:fs'
const base='http://127.0.0.1:28431', out='/tmp/pv/'
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-dev-shm-usage']})
const c=await b.newContext({locale:'zh-CN',viewport:{width:1440,height:900}});const p=await c.newPage();p.on('console',m=>{if(m.type()==='error')console.log('console',p.url(),m.text())});p.on('dialog',d=>d.accept())
await p.goto(base+'/');await p.evaluate(async r=>{await fetch('/demo/role',{method:'POST',body:new URLSearchParams({role:r})})},'community_secretary')
let rows='小区,楼栋,单元,房号,建筑面积,业主,电话,住户\n';for(let i=0;i<30;i++)rows+=`新月小区,${1+i%3}幢,1单元,${100+i},8${i%10}.5,林${'一二三四五六七八九十'[i%10]}${i%7?'':'、王小五'},138000${10000+i},${i%4?'':'林老太'}\n`
writeFileSync('/tmp/pv/good.csv',rows);writeFileSync('/tmp/pv/bad.csv',rows+'新月小区,1幢,1单元,,80,甲,138\n新月小区,1幢,1单元,900,八十,甲乙,13800011111\n新月小区,1幢,1单元,901,,丙丁,13800011112\n')
for(const f of ['bad','good']){await p.goto(base+'/desk/rosters');await p.setInputFiles('input[type=file]',`/tmp/pv/${f}.csv`);await p.click('text=读进来核对');await p.waitForTimeout(1500);await p.screenshot({path:out+'r-'+f+'.png',fullPage:true})}
await p.click('text=导入这些');await p.waitForTimeout(2500);await p.screenshot({path:out+'r-applied.png',fullPage:true})
await p.click('text=看住户名册');await p.waitForTimeout(500)
await p.goto(base+'/desk/people?q='+encodeURIComponent('新月小区 1幢 1单元 100'));await p.screenshot({path:out+'d-door.png'});
await p.click('text=新月小区 1幢 1单元 100');await p.waitForTimeout(500);await p.screenshot({path:out+'d-onehome.png'})
await p.goto(base+'/desk/people?q='+encodeURIComponent('林老太'));await p.screenshot({path:out+'d-search.png'})
await p.locator('a[href^="/desk/people/0"]').first().click();await p.waitForTimeout(400)
await p.click('text=看全某一项');await p.check('input[name=field][value=name]');await p.screenshot({path:out+'d-reveal.png',fullPage:true})
await p.selectOption('select[name=purpose]',{index:1});await p.click('text=显示 60 秒');await p.waitForTimeout(500);await p.screenshot({path:out+'d-revealed.png'})
await p.goto(base+'/desk/people?q='+encodeURIComponent('新月小区 1幢'));
const href=await p.locator('a[href^="/desk/homes/0"]').first().getAttribute('href')
await p.goto(base+'/desk/letters?place='+href.split('/').pop());await p.screenshot({path:out+'l-ask.png'})
await p.locator('form.form button').first().click();await p.waitForTimeout(800);await p.screenshot({path:out+'l-letters.png'});await p.pdf({path:out+'l.pdf',format:'A4'}).catch(e=>console.log(e.message))
console.log(await p.evaluate(()=>document.querySelectorAll('article.paper').length))
await b.close()
