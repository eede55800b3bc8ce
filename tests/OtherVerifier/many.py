#!/usr/bin/env python3
"""Runs verify.py many times in one process: each line of standard input is a JSON array of its arguments, each line of
standard output a JSON array of its exit code and what it wrote to standard output and to standard error."""
import contextlib
import io
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import verify  # noqa: E402  isolated mode (-I) has left its folder out


def run(arguments):
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    sys.argv = ["verify.py", *arguments]
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = verify.main()
        except SystemExit as end:                       # argparse refuses arguments that way
            code = end.code
    return [code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode()]


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
