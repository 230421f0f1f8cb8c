"""Runs a Python handler as AWS Lambda does: takes invocations from the Runtime API and answers them, one at a time.

The process gets this text on its standard input. Python 3.8 and later.
"""
import decimal
import importlib
import json
import logging
import os
import socket
import sys
import time
import traceback

ROOT = os.environ["LAMBDA_TASK_ROOT"]
TASK_ROOT = "/var/task"  # where AWS has the code; stack traces in error payloads show it, logs show the real place
THIS_FILE = (lambda: None).__code__.co_filename


class RuntimeApi:
    """A kept-alive connection with as much HTTP/1.1 as the Runtime API needs; http.client would cost more than the rest."""

    def __init__(self, address):
        self.authority, _, prefix = address.partition("/")
        self.base = "/" + prefix + "/2018-06-01/runtime"
        host, _, port = self.authority.rpartition(":")
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.reader = self.socket.makefile("rb")

    def request(self, method, path, body=b""):
        head = "%s %s%s HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % (
            method, self.base, path, self.authority, len(body))
        self.socket.sendall(head.encode() + body)
        if not self.reader.readline():
            os._exit(0)  # the other end is gone: nobody is left to work for
        headers = {}
        while True:
            line = self.reader.readline().strip()
            if not line:
                break
            name, _, text = line.decode("latin-1").partition(":")
            headers[name.lower()] = text.strip()
        return headers, self.reader.read(int(headers.get("content-length", 0)))


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class ClientContext:
    def __init__(self, fields):
        self.client = fields.get("client")
        self.custom = fields.get("custom", {})
        self.env = fields.get("env", {})


class Context:
    """The second argument of every handler."""

    def __init__(self, headers):
        self.aws_request_id = headers["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = headers["lambda-runtime-invoked-function-arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = Identity()
        client = headers.get("lambda-runtime-client-context")
        self.client_context = ClientContext(json.loads(client)) if client else None
        self._deadline = int(headers["lambda-runtime-deadline-ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        print(message, flush=True)


class LoadError(Exception):
    """The handler cannot be called at all."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind, self.message, self.trace = kind, message, list(trace)


class Encoder(json.JSONEncoder):
    def default(self, o):
        return float(o) if isinstance(o, decimal.Decimal) else super().default(o)


def load(handler):
    module, dot, name = handler.rpartition(".")
    if not dot:
        raise LoadError("Runtime.MalformedHandlerName",
                        "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % handler)
    try:
        loaded = importlib.import_module(module.replace("/", "."))
    except ImportError as e:
        raise LoadError("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module, e))
    except SyntaxError as e:
        place = '  File "%s" Line %s\n    %s\n' % (shown(e.filename or ""), e.lineno, (e.text or "").strip())
        raise LoadError("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module, e), [place])
    try:
        return getattr(loaded, name)
    except AttributeError:
        raise LoadError("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (name, module))


def shown(path):
    return TASK_ROOT + path[len(ROOT):] if path.startswith(ROOT) else path


def frames(error):
    """The stack of an exception from the handler on, without the frames of this file and of the import machinery."""
    found = [(f.filename, f.lineno, f.name, f.line) for f in traceback.extract_tb(error.__traceback__)]
    while found and (found[0][0] in (THIS_FILE, importlib.__file__) or found[0][0].startswith("<frozen importlib")):
        found.pop(0)
    return found


def failure(message, kind, request_id, trace):
    return {"errorMessage": message, "errorType": kind, "requestId": request_id, "stackTrace": trace}


def failure_of(error, request_id):
    if isinstance(error, LoadError):
        return failure(error.message, error.kind, request_id, error.trace)
    trace = traceback.format_list([(shown(f[0]),) + f[1:] for f in frames(error)])
    return failure(str(error), type(error).__name__, request_id, trace)


def report(error):
    """Logs an error with the places as they are on this machine."""
    if isinstance(error, LoadError):
        print("[ERROR] %s: %s" % (error.kind, error.message))
        return
    print("[ERROR] %s: %s\nTraceback (most recent call last):" % (type(error).__name__, error))
    print("".join(traceback.format_list(frames(error))), end="")


def encode(result):
    if isinstance(result, bytes):
        return result
    try:
        return json.dumps(result, ensure_ascii=False, cls=Encoder).encode()
    except Exception as e:
        raise LoadError("Runtime.MarshalError", "Unable to marshal response: %s" % e)


def decode(body):
    try:
        return json.loads(body)
    except Exception as e:
        raise LoadError("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % e)


class LogFormatter(logging.Formatter):
    """Lambda's log line: level, time, request, message."""
    converter = time.gmtime
    request_id = ""

    def format(self, record):
        record.aws_request_id = LogFormatter.request_id
        return super().format(record)


def set_up_logs():
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    to_stdout = logging.StreamHandler(sys.stdout)
    to_stdout.setFormatter(LogFormatter("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s",
                                        "%Y-%m-%dT%H:%M:%S"))
    logging.getLogger().addHandler(to_stdout)


def flush():
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass  # the handler closed it


def serve(api, handler, load_error):
    while True:
        headers, body = api.request("GET", "/invocation/next")
        context = Context(headers)
        LogFormatter.request_id = context.aws_request_id
        path = "/invocation/" + context.aws_request_id
        try:
            if load_error:
                raise load_error
            answer = encode(handler(decode(body), context))
        except Exception as e:
            report(e)
            answer = json.dumps(failure_of(e, context.aws_request_id), ensure_ascii=False).encode("utf-8", "backslashreplace")
            flush()
            api.request("POST", path + "/error", answer)
        else:
            flush()
            api.request("POST", path + "/response", answer)
        if load_error:
            sys.exit(1)  # a new process reads the code again


def main():
    set_up_logs()
    sys.path[:] = [ROOT] + [p for p in sys.path if p]
    address = os.environ["AWS_LAMBDA_RUNTIME_API"]  # connected to once the handler is loaded, which may take long
    handler, load_error = None, None
    try:
        handler = load(os.environ["_HANDLER"])
    except LoadError as e:
        load_error = e
    except Exception as e:
        report(e)
        flush()
        RuntimeApi(address).request("POST", "/init/error", json.dumps(failure_of(e, "")).encode())
        sys.exit(1)
    serve(RuntimeApi(address), handler, load_error)


main()
