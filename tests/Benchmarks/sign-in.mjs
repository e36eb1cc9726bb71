// Signs a demo person in through the pages, with the code from the Development inbox, and prints the browser's cookies as one
// Cookie header: what a load of signed-in authorize requests needs.   node sign-in.mjs http://localhost:5080
const base = process.argv[2] ?? 'http://localhost:5080';
const [username, password, phone] = ['maria.lopez', 'correct horse battery', '+12025550143'];
const jar = new Map();

async function go(url, form) {
  for (;;) {
    const answer = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      body: form ? new URLSearchParams(form) : undefined,
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
      value ? jar.set(name, value) : jar.delete(name);
    }
    const location = answer.headers.get('location');
    if (!location) return { url, text: await answer.text() };
    [url, form] = [new URL(location, url).href, undefined];
  }
}

async function code() {
  for (let tries = 0; tries < 50; tries++) {
    const inbox = await fetch(`${base}/dev/inbox.json?channel=text&to=${encodeURIComponent(phone)}`);
    const [newest] = await inbox.json();
    if (newest) return newest.code;
    await new Promise(done => setTimeout(done, 100));
  }
  throw new Error('no code came');
}

let page = await go(`${base}/sign-in`);
for (let step = 0; step < 4; step++) {
  const main = page.text.slice(page.text.indexOf('<main'));
  const form = main.match(/<form[^>]*method="post"[^>]*>[\s\S]*?<\/form>/)?.[0];
  if (!form || !/name="(username|method|code)"/.test(form)) break;
  const fields = Object.fromEntries(
    [...form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
      input.match(/name="([^"]*)"/)[1],
      input.match(/value="([^"]*)"/)?.[1] ?? '',
    ])
  );
  if (/name="username"/.test(form)) Object.assign(fields, { username, password });
  if (/name="method"/.test(form)) fields.method = 'text';
  if (/name="code"/.test(form)) fields.code = await code();
  const action = form.match(/action="([^"]*)"/)?.[1].replaceAll('&amp;', '&') ?? page.url;
  page = await go(new URL(action, page.url).href, fields);
}
const session = [...jar].filter(([name]) => name.includes('session'));
if (session.length === 0) throw new Error(`not signed in: ${page.url}`);
console.log(session.map(([name, value]) => `${name}=${value}`).join('; '));
