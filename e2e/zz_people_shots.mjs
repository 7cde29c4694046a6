import { chromium } from 'playwright-core'
import { createRequire } from 'node:module'
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const base='http://127.0.0.1:28431', out='/tmp/pv/'
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--disable-dev-shm-usage']})
async function as(role,opts){const c=await b.newContext({locale:'zh-CN',...opts});const p=await c.newPage();p.on('console',m=>{if(m.type()==='error')console.log('console',p.url(),m.text())});p.on('dialog',d=>d.accept());await p.goto(base+'/');await p.evaluate(async r=>{await fetch('/demo/role',{method:'POST',body:new URLSearchParams({role:r})})},role);return p}
async function shot(p,path,name){const r=await p.goto(base+path);await p.waitForTimeout(250);await p.screenshot({path:out+name+'.png',fullPage:true});await p.addScriptTag({path:axePath}).catch(()=>{});let v=[];try{v=await p.evaluate(async()=>(await axe.run({runOnly:['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']})).violations.map(x=>x.id+': '+x.nodes.map(n=>n.html.slice(0,120)).slice(0,3).join(' || ')))}catch(e){v=['axe not run']}
 const wide=await p.evaluate(()=>document.documentElement.scrollWidth-innerWidth)
 console.log(r.status(),path,name,v.length?v:'', wide>0?'WIDE '+wide:'')}
const phone={viewport:{width:390,height:844},isMobile:true,hasTouch:true,bypassCSP:true}, desk={viewport:{width:1440,height:900},bypassCSP:true}
const which=process.argv[2]||'all'
if(which==='all'||which==='res'){
let p=await as('resident',phone)
for(const [u,n] of [['/welcome','welcome'],['/me','me'],['/me/seen','seen'],['/me/consents','consents'],['/me/requests','requests'],['/me/home?code=7KQ2-M9XD-4TRH','home'],['/me/delegations','delegations'],['/me/erase','erase'],['/open/privacy','privacy']]) await shot(p,u,'m-'+n)
await p.context().addCookies([{name:'elder',value:'1',url:base}])
for(const [u,n] of [['/me','me'],['/me/consents','consents'],['/me/home','home']]) await shot(p,u,'e-'+n)
await p.context().clearCookies({name:'elder'});await p.context().addCookies([{name:'lang',value:'en',url:base}])
for(const [u,n] of [['/me','me'],['/open/privacy','privacy']]) await shot(p,u,'en-'+n)
}
if(which==='all'||which==='desk'){
let p=await as('community_secretary',desk)
await shot(p,'/desk/people','d-people')
await p.fill('input[type=search]','王秀');await p.keyboard.press('Enter');await p.waitForTimeout(500);
for(const [u,n] of [['/desk/people/new','new'],['/desk/homes','homes'],['/desk/requests','requests'],['/desk/letters','letters'],['/desk/rosters','rosters'],['/desk/people?q=%E9%99%88%E5%BF%97%E5%BC%BA','found']]) await shot(p,u,'d-'+n)
const href=await p.locator('a[href^="/desk/people/0"]').first().getAttribute('href').catch(()=>null)
if(href){await shot(p,href,'d-person')}
p=await as('audit_admin',desk);await shot(p,'/desk/looks','d-looks')
}
await b.close()
