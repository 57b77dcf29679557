"""The Linux kernel as a judge of classic BPF programs.

Asks over SO_ATTACH_FILTER on one end of a UNIX datagram socket pair: the program is refused
(EINVAL), or the datagram arrives cut to min(verdict, length), or it does not arrive.

  stdin, a request a line:   N,c t f k,c t f k,... HEX      (HEX is - for no bytes)
  stdout, an answer a line:  EINVAL | drop | bytes that arrived | errno name of another refusal

    python3 kernel.py version      prints the kernel's release
    python3 kernel.py unix         the socket pair: no link header, proto 0, network header at byte 0,
                                   no device (ifidx and hatype end the program); pinned to the first
                                   allowed CPU, whose number is the first line of the answers
    python3 kernel.py packet       the same over packet sockets on the loopback device of a network
                                   namespace of its own (needs root): whole Ethernet frames, with all
                                   that the kernel knows of them; a frame the kernel does not send
                                   answers its errno's name

Python's standard library only.
"""

import ctypes
import errno
import fcntl
import os
import socket
import struct
import sys

SO_ATTACH_FILTER = 26
SOL_PACKET = 263
PACKET_IGNORE_OUTGOING = 23
ETH_P_ALL = 3
CLONE_NEWNET = 0x40000000
SIOCSIFFLAGS = 0x8914
IFF_UP = 1


def attach(receiver, program):
    """Attaches 'N,c t f k,...'; gives None, or the errno's name."""
    rows = program.split(",")[1:]
    code = b"".join(struct.pack("=HBBI", *map(int, row.split())) for row in rows)
    buffer = ctypes.create_string_buffer(code, max(len(code), 1))
    header = struct.pack("@HP", len(rows), ctypes.addressof(buffer))
    try:
        receiver.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, header)
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error.errno))
    return None


def answer(sender, receiver, program, packet):
    refused = attach(receiver, program)
    if refused is not None:
        return refused
    try:
        sender.send(packet)
    except OSError as error:
        return errno.errorcode.get(error.errno, str(error.errno))
    try:
        return str(len(receiver.recv(70000)))
    except BlockingIOError:
        return "drop"


def unix_sockets():
    sender, receiver = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    # The filter runs in the sender's context, so this is the number that `cpu` gives.
    cpu = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cpu})
    print(cpu)
    return sender, receiver


def packet_sockets():
    # Nobody else's frames may arrive here.
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) != 0:
        sys.exit("no network namespace: " + os.strerror(ctypes.get_errno()))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    sender = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    sender.bind(("lo", 0))
    receiver = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
    attach(receiver, "1,6 0 0 0")
    receiver.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    receiver.bind(("lo", ETH_P_ALL))
    cpu = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cpu})
    print(cpu)
    return sender, receiver


def main():
    mode = sys.argv[1] if len(sys.argv) > 1 else "unix"
    if mode == "version":
        print(os.uname().release)
        return
    sender, receiver = packet_sockets() if mode == "packet" else unix_sockets()
    receiver.setblocking(False)
    for line in sys.stdin:
        program, _, data = line.rstrip("\n").rpartition(" ")
        packet = b"" if data == "-" else bytes.fromhex(data)
        print(answer(sender, receiver, program, packet))


main()
