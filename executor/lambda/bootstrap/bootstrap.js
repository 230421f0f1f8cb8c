// Runs a Node.js handler as AWS Lambda does: takes invocations from the Runtime API and answers them, one at a time.
// The process gets this text on its standard input. Node 16 and later.
'use strict';
const fs = require('fs');
const net = require('net');
const path = require('path');
const { createRequire } = require('module');
const { pathToFileURL } = require('url');

const root = process.env.LAMBDA_TASK_ROOT;
const [authority, prefix = ''] = process.env.AWS_LAMBDA_RUNTIME_API.split(/\/(.*)/s);
const base = `/${prefix}/2018-06-01/runtime`;
const [hostname, port] = authority.split(':');

let current = null; // the invocation that is being answered
let waiting = false; // for an invocation

// Connection is a kept-alive connection with as much HTTP/1.1 as the Runtime API needs; the http module costs three times as much.
class Connection {
  constructor() {
    this.received = Buffer.alloc(0);
    this.socket = net.connect(Number(port), hostname);
    this.socket.setNoDelay(true);
    this.socket.on('data', (chunk) => this.take(chunk));
    this.socket.on('error', () => process.exit(0)); // the other end is gone: nobody is left to work for
    this.socket.on('close', () => process.exit(0));
  }

  request(method, where, text = '') {
    const body = Buffer.from(text);
    const head = `${method} ${base}${where} HTTP/1.1\r\nHost: ${authority}\r\nContent-Type: application/json\r\n`
      + `Content-Length: ${body.length}\r\n\r\n`;
    return new Promise((resolve) => {
      this.resolve = resolve;
      this.socket.ref(); // what waits for an answer keeps the event loop alive, an idle connection does not
      this.socket.write(Buffer.concat([Buffer.from(head), body]));
    });
  }

  take(chunk) {
    this.received = this.received.length ? Buffer.concat([this.received, chunk]) : chunk;
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const headers = {};
    for (const line of this.received.toString('latin1', 0, end).split('\r\n').slice(1)) {
      const colon = line.indexOf(':');
      headers[line.slice(0, colon).toLowerCase()] = line.slice(colon + 1).trim();
    }
    const from = end + 4;
    const to = from + Number(headers['content-length'] || 0);
    if (this.received.length < to) return;
    const body = this.received.toString('utf8', from, to);
    this.received = this.received.subarray(to);
    this.socket.unref();
    this.resolve({ headers, body });
  }
}

let connection = null; // made once the handler is loaded, which may take long

function request(method, where, text) {
  connection = connection || new Connection();
  return connection.request(method, where, text);
}

class LoadError extends Error {
  constructor(kind, message) {
    super(shown(message));
    this.name = kind;
    this.stack = `${kind}: ${this.message}`;
  }
}

// shown puts the place that AWS has the code at in place of the real one.
function shown(text) {
  return text.split(root).join('/var/task');
}

// failure gives an error the shape of Lambda's error payload, without the frames of this file.
function failure(error) {
  if (error instanceof Error) {
    const trace = shown(error.stack || '').split('\n');
    const own = trace.findIndex((line) => /^ +at .*\[stdin\]/.test(line));
    return { errorType: error.name, errorMessage: error.message, trace: own < 0 ? trace : trace.slice(0, own) };
  }
  return { errorType: error === null ? 'null' : typeof error, errorMessage: String(error), trace: [] };
}

function resolveFile(module) {
  for (const ending of ['', '.js', '.mjs', '.cjs']) {
    const file = path.resolve(root, module + ending);
    if (fs.existsSync(file) && fs.statSync(file).isFile()) return file;
  }
  throw new LoadError('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
}

async function importFile(file) {
  if (!file.endsWith('.mjs')) {
    try {
      return createRequire(file)(file);
    } catch (e) {
      if (e.code !== 'ERR_REQUIRE_ESM' && e.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw e;
    }
  }
  return import(pathToFileURL(file).href);
}

async function load(handler) {
  const slash = handler.lastIndexOf('/') + 1;
  const dot = handler.indexOf('.', slash);
  if (dot < 0) throw new LoadError('Runtime.MalformedHandlerName', 'Bad handler');
  const module = handler.slice(0, dot);
  let found;
  try {
    found = await importFile(resolveFile(module));
  } catch (e) {
    if (e instanceof SyntaxError) throw new LoadError('Runtime.UserCodeSyntaxError', `SyntaxError: ${e.message}`);
    if (e && (e.code === 'MODULE_NOT_FOUND' || e.code === 'ERR_MODULE_NOT_FOUND')) {
      throw new LoadError('Runtime.ImportModuleError', `Error: ${e.message}`);
    }
    throw e;
  }
  for (const name of handler.slice(dot + 1).split('.')) found = found && found[name];
  if (found === undefined) throw new LoadError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (typeof found !== 'function') throw new LoadError('Runtime.HandlerNotFound', `${handler} is not a function`);
  return found;
}

function contextOf(invocation, done) {
  const { headers } = invocation;
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const client = headers['lambda-runtime-client-context'];
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: invocation.id,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: client ? JSON.parse(client) : undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    done,
    succeed: (result) => done(null, result),
    fail: (error) => done(error === undefined || error === null ? 'handled' : error),
  };
}

function answer(error, result) {
  if (error !== undefined && error !== null) return { to: 'error', body: JSON.stringify(failure(error)) };
  try {
    return { to: 'response', body: JSON.stringify(result === undefined ? null : result) };
  } catch (e) {
    return { to: 'error', body: JSON.stringify(failure(new LoadError('Runtime.MarshalError', `Unable to stringify response body: ${e.message}`))) };
  }
}

// call settles with the answer. A promise or a callback gives it; a callback may have to wait for the event loop to run empty, and
// so does a handler that gave neither.
function call(handler, invocation) {
  return new Promise((resolve) => {
    invocation.atRest = () => resolve(answer(null, null));
    const finish = (error, result) => resolve(answer(error, result));
    const callback = (error, result) => {
      if (context.callbackWaitsForEmptyEventLoop && (error === undefined || error === null)) {
        invocation.atRest = () => finish(error, result);
      } else finish(error, result);
    };
    const context = contextOf(invocation, callback);
    try {
      const promise = handler(JSON.parse(invocation.body), context, callback);
      if (promise && typeof promise.then === 'function') promise.then((result) => finish(null, result), (e) => finish(e ?? new Error(String(e))));
    } catch (e) {
      finish(e ?? new Error(String(e)));
    }
  });
}

async function serve(handler, loadError) {
  for (;;) {
    waiting = true;
    const { headers, body } = await request('GET', '/invocation/next');
    waiting = false;
    current = { id: headers['lambda-runtime-aws-request-id'], headers, body };
    const { to, body: text } = loadError ? answer(loadError) : await call(handler, current);
    const { id } = current;
    current = null;
    if (to === 'error') console.error(`Invoke Error\t${text}`);
    await request('POST', `/invocation/${id}/${to}`, text);
    if (loadError) process.exit(1); // a new process reads the code again
  }
}

async function crash(kind, error) {
  const { errorMessage, trace, errorType } = failure(error);
  const text = JSON.stringify({ errorType: kind || errorType, errorMessage: kind ? `${errorType}: ${errorMessage}` : errorMessage, trace });
  console.error(text);
  if (!waiting) await request('POST', current ? `/invocation/${current.id}/error` : '/init/error', text);
  process.exit(kind ? 128 : 129);
}

process.on('unhandledRejection', (reason) => crash('Runtime.UnhandledPromiseRejection', reason));
process.on('uncaughtException', (error) => crash('', error));
process.on('beforeExit', () => {
  if (current) current.atRest();
});

load(process.env._HANDLER).then(
  (handler) => serve(handler),
  (e) => (e instanceof LoadError ? serve(null, e) : crash('', e)),
);
