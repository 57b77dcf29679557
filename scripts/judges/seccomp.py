"""The Linux kernel as a judge of seccomp programs: seccomp(2), in this process, which is nobody else's.

  stdin, a request a line:   N,c t f k,c t f k,...
  stdout, an answer a line:  ok | the errno's name, EINVAL where the program is refused

    python3 seccomp.py version     prints the kernel's release
    python3 seccomp.py check       has the program checked, but not take effect: two threads have filters
                                   of their own, and a filter for both at once (TSYNC) is then checked
                                   and prepared, and not attached, as seccomp(2) says; the call gives
                                   the number of the thread that is in the way
    python3 seccomp.py act         attaches it likewise and makes one system call; a request a line:
                                   N,c t f k,...;nr arg arg arg arg arg arg. The program has to allow every
                                   number but the nr of the request, which is no call's: errno 38 is a call
                                   that was let through. Answers: errno n | trap | killed | EINVAL
    python3 seccomp.py attach      really attaches it, in a child of its own each; some 1,000 a second

Python's standard library only. x86-64 and arm64.
"""

import ctypes
import errno
import mmap
import os
import platform
import signal
import struct
import sys
import threading

SYS_SECCOMP = {"x86_64": 317, "aarch64": 277}
SECCOMP_SET_MODE_FILTER = 1
SECCOMP_FILTER_FLAG_TSYNC = 1
PR_SET_DUMPABLE = 4
PR_SET_NO_NEW_PRIVS = 38
ALLOW_ALL = "1,6 0 0 2147418112"

libc = ctypes.CDLL(None, use_errno=True)


def seccomp(program, flags):
    """Gives 0, the number of a thread, or minus the errno."""
    rows = program.split(",")[1:]
    code = b"".join(struct.pack("=HBBI", *map(int, row.split())) for row in rows)
    buffer = ctypes.create_string_buffer(code, max(len(code), 1))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(rows), ctypes.addressof(buffer)))
    result = libc.syscall(number, SECCOMP_SET_MODE_FILTER, flags, header)
    return result if result >= 0 else -ctypes.get_errno()


def name(result):
    return "ok" if result >= 0 else errno.errorcode.get(-result, str(-result))


def allow_all():
    if seccomp(ALLOW_ALL, 0) != 0:
        sys.exit("no seccomp filters here")


def two_threads_apart():
    ready = threading.Event()

    def other():
        allow_all()
        ready.set()
        threading.Event().wait()

    threading.Thread(target=other, daemon=True).start()
    ready.wait()
    allow_all()


def check(program):
    result = seccomp(program, SECCOMP_FILTER_FLAG_TSYNC)
    if result == 0:
        sys.exit("a filter took effect")
    return name(result)


def attach(program, shared):
    shared[0:4] = struct.pack("=i", -errno.EPROTO)
    child = os.fork()
    if child == 0:
        result = seccomp(program, 0)
        # Memory, for a filter that took effect may allow no system call, and end this process at the next.
        shared[0:4] = struct.pack("=i", result)
        os._exit(0)
    os.waitpid(child, 0)
    return name(struct.unpack("=i", shared[0:4])[0])


def act(line, shared):
    program, call = line.split(";")
    words = [ctypes.c_ulong(int(word)) for word in call.split()]
    shared[0:8] = struct.pack("=ii", 0, -1)
    child = os.fork()
    if child == 0:
        trapped = []
        signal.signal(signal.SIGSYS, lambda *_: trapped.append(True))
        refused = seccomp(program, 0)
        if refused != 0:
            shared[0:8] = struct.pack("=ii", refused, 0)
            os._exit(0)
        ctypes.set_errno(0)
        libc.syscall(*words)
        code = ctypes.get_errno()
        # The handler runs between two instructions of Python's.
        shared[0:8] = struct.pack("=ii", 0, 1000000 if trapped else code)
        os._exit(0)
    os.waitpid(child, 0)
    refused, code = struct.unpack("=ii", shared[0:8])
    if refused != 0:
        return name(refused)
    return "killed" if code == -1 else "trap" if code == 1000000 else "errno %d" % code


def main():
    mode = sys.argv[1]
    if mode == "version":
        print(os.uname().release)
        return
    # Filters that end a process would leave a core each time.
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        sys.exit("no seccomp filters here")
    if mode == "check":
        two_threads_apart()
    shared = mmap.mmap(-1, 8)
    lines = sys.stdin.read().splitlines()
    if mode == "act":
        answers = [act(line, shared) for line in lines]
    else:
        answers = [check(line) if mode == "check" else attach(line, shared) for line in lines]
    sys.stdout.write("".join(answer + "\n" for answer in answers))


number = SYS_SECCOMP.get(platform.machine())
if number is None:
    sys.exit("the number of seccomp(2) is not known here")
main()
