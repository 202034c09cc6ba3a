"""Tiny harness for the Python flows: named checks, one line each, a last line
`N passed, N failed`, and the wiki's coordinates from the environment that `run` makes."""
import os
import random
import string
import sys
import time
import traceback
from urllib.parse import urlsplit


API = os.environ["WIKI_API"]
PRIVATE = os.environ["WIKI_MODE"] == "private"

ADMIN = ("Admin", "AdminPass12345")
USER = ("Alice", "AlicePass12345")
OTHER = ("Bob", "BobPass12345")
BOT = ("Robot", "RobotPass12345")
BOTPW = ("Robot@edit", "a" * 32)
ADMIN_BOTPW = ("Admin@all", "b" * 32)

_url = urlsplit(API)
SCHEME, HOST, PORT = _url.scheme, _url.hostname, _url.port
NETLOC = _url.netloc
PATH = _url.path                              # /w/api.php
SCRIPTPATH = PATH[: -len("/api.php")]         # /w  or  ""
BASE = f"{SCHEME}://{NETLOC}"

RUN = "".join(random.choice(string.ascii_lowercase) for _ in range(8))
AGENT = "wiki-client-checks/1.0 (test run)"


def title(name):
    """A page name nobody else uses: runs may be repeated on one wiki."""
    return f"{name} {RUN}"


class Flow:
    def __init__(self, verbose=bool(os.environ.get("FLOW_VERBOSE"))):
        self.passed, self.failed, self.verbose = 0, 0, verbose
        self.t0 = time.time()

    def check(self, name):
        """Decorator: runs the function at once, counts it."""
        def run(fn):
            try:
                fn()
            except (Exception, SystemExit) as e:
                self.failed += 1
                text = " ".join(f"{type(e).__name__}: {e}".split())[:300]
                if not str(e) and e.__traceback__:
                    tb = traceback.extract_tb(e.__traceback__)[-1]
                    text += f" at line {tb.lineno}: {tb.line}"
                print(f"FAIL {name}: {text}", flush=True)
                if self.verbose:
                    traceback.print_exc()
            else:
                self.passed += 1
                print(f"ok   {name}", flush=True)
            return fn
        return run

    def done(self):
        print(f"time {time.time() - self.t0:.1f} s")
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(1 if self.failed else 0)


class raises:
    """`with raises(X, code='badtoken') as got:` the block must raise X, and its
    text or attributes must mention the code."""
    def __init__(self, kind, code=None):
        self.kind, self.code, self.value = kind, code, None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            raise AssertionError(f"no exception, expected {self.kind}")
        if not issubclass(kind, self.kind):
            return False
        self.value = value
        if self.code is not None:
            seen = f"{value!r} {value} {getattr(value, 'code', '')} {value.args}"
            assert self.code in seen, f"{self.code!r} not in {seen[:300]}"
        return True


def eq(a, b):
    assert a == b, f"{a!r} != {b!r}"


def contains(box, item):
    assert item in box, f"{item!r} not in {str(box)[:300]}"


def truth(value, what=""):
    assert value, f"{what or 'value'} is {value!r}"


# A 1x1 PNG.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000a49444154789c63000100000500010d0a2db40000"
    "000049454e44ae426082")


def png(size=24):
    """PNG bytes nobody uploaded before: the pixel plus a random text chunk."""
    import struct
    import zlib
    data = b"Comment\0" + "".join(random.choice(string.ascii_letters) for _ in range(size)).encode()
    chunk = struct.pack(">I", len(data)) + b"tEXt" + data
    chunk += struct.pack(">I", zlib.crc32(b"tEXt" + data) & 0xFFFFFFFF)
    return PNG[:33] + chunk + PNG[33:]
