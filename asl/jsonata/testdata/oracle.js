// Evaluates the cases of a JSON file with the reference implementation: node oracle.js MODULE CASES
let jsonata = require(process.argv[2]);
const cases = JSON.parse(require('fs').readFileSync(process.argv[3], 'utf8'));

function isFunction(v) {
  return typeof v === 'function' || (v !== null && typeof v === 'object' && (v._jsonata_lambda || v._jsonata_function));
}

// holdsFunction tells whether a result is or contains a function.
function holdsFunction(v) {
  if (isFunction(v)) return true;
  return v !== null && typeof v === 'object' && Object.values(v).some(holdsFunction);
}

async function run(c) {
  try {
    const e = jsonata(c.expr);
    const v = await e.evaluate(c.data, c.bindings || {});
    if (holdsFunction(v)) return {function: true};
    return v === undefined ? {} : {text: JSON.stringify(v)};
  } catch (e) {
    return {error: {code: e.code || '', message: e.message || String(e), position: e.position || 0,
      token: e.token === undefined ? '' : String(e.token), index: e.index || 0}};
  }
}

// limited gives up after five seconds.
function limited(c) {
  return Promise.race([run(c), new Promise(r => setTimeout(() => r({timeout: true}), 5000).unref())]);
}

(async () => {
  const out = [];
  for (const c of cases) {
    let answer = await limited(c);
    if (answer.error) { // functions remember where they were called last: ask a fresh module for the place of the error
      delete require.cache[require.resolve(process.argv[2])];
      jsonata = require(process.argv[2]);
      answer = await limited(c);
    }
    out.push(answer);
  }
  process.stdout.write(JSON.stringify(out));
})();
