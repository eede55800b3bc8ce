using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>
/// Waits with epoll for all sockets of a thread and for its next turn in one call: a packet costs one receive and a share of a wait, no wake-up of another
/// thread. Turns between datagrams are not kept waiting by them, and the thread wakes for datagrams once in a millisecond: a thousand calls would wake it
/// fifty times, and it goes before all others. Needs Linux 5.11 for waits shorter than a millisecond; before, it waits to the millisecond.
/// </summary>
/// <remarks>
/// recvmmsg and sendmmsg would gain nothing: they work on one socket, and each call has its own with one packet in 20 ms. <see cref="Wait"/> from one thread,
/// the others from any.
/// </remarks>
internal sealed unsafe class LinuxPoller : MediaPoller
{
    private const int MostEvents = 256;
    private const int NearlyDue = 20; // ticks of 100 ns
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(1);

    // struct epoll_event is packed on x64 alone.
    private static readonly int EventSize = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private readonly MediaTime _time;
    private readonly Func<TimeSpan, TimeSpan> _turn;
    private readonly Lock _changing = new();
    private readonly byte[] _events = GC.AllocateArray<byte>(MostEvents * 16, pinned: true);
    private readonly byte[] _buffer = GC.AllocateArray<byte>(MostOctets, pinned: true);
    private readonly SocketAddress _source = new(AddressFamily.InterNetworkV6, 28);
    private readonly Stack<int> _free = new();
    private readonly int _epoll;
    private MediaSocket?[] _sockets = new MediaSocket?[64];
    private int _used;
    private TimeSpan _gathersUntil;
    private bool _hasMore; // there may be more of what woke us
    private bool _isCoarse;

    /// <param name="time">The clock.</param>
    /// <param name="turn">Takes the turns that are due, and tells when the next one is.</param>
    /// <exception cref="Win32Exception">The kernel has no descriptor left.</exception>
    public LinuxPoller(MediaTime time, Func<TimeSpan, TimeSpan> turn)
    {
        _time = time;
        _turn = turn;
        _epoll = LinuxCalls.EpollCreate(LinuxCalls.CloseOnExec);
        if (_epoll < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"The kernel gives no epoll descriptor ({Marshal.GetLastPInvokeErrorMessage()}); raise the limit of open files.");
        }
    }

    public override void Add(MediaSocket socket)
    {
        lock (_changing)
        {
            if (!_free.TryPop(out var slot))
            {
                slot = _used++;
                if (slot == _sockets.Length)
                {
                    var larger = new MediaSocket?[slot * 2];
                    _sockets.CopyTo(larger, 0);
                    Volatile.Write(ref _sockets, larger);
                }
            }

            socket.Slot = slot;
            Volatile.Write(ref _sockets[slot], socket);
            var change = stackalloc byte[16];
            new Span<byte>(change, 16).Clear();
            *(uint*)change = LinuxCalls.Readable;
            *(int*)(change + EventSize - 8) = slot;
            if (LinuxCalls.EpollControl(_epoll, LinuxCalls.ControlAdd, socket.Socket.SafeHandle, change) != 0)
            {
                var error = Marshal.GetLastPInvokeError();
                Forget(socket);
                throw new Win32Exception(error, $"The kernel does not watch a socket of media ({Marshal.GetPInvokeErrorMessage(error)}).");
            }
        }
    }

    public override void Remove(MediaSocket socket)
    {
        lock (_changing)
        {
            if (socket.Slot >= 0 && !socket.Socket.SafeHandle.IsClosed)
            {
                var change = stackalloc byte[16];
                _ = LinuxCalls.EpollControl(_epoll, LinuxCalls.ControlRemove, socket.Socket.SafeHandle, change);
                Forget(socket);
            }
        }
    }

    public override bool Send(Socket socket, ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            fixed (byte* octets = datagram, address = to.Buffer.Span)
            {
                return LinuxCalls.SendTo(socket.SafeHandle, octets, datagram.Length, LinuxCalls.DontWait, address, to.Size) == datagram.Length;
            }
        }
        catch (ObjectDisposedException)
        {
            return false; // closed by another thread meanwhile
        }
    }

    public override void Wait(TimeSpan until)
    {
        var ready = WaitForEvents(_hasMore ? TimeSpan.Zero : until);
        if (ready <= 0 && _hasMore) // all that had come is received
        {
            _hasMore = false;
            if (Gather(until) >= until)
            {
                return;
            }

            ready = WaitForEvents(until);
        }

        if (ready > 0 && !_hasMore)
        {
            (_hasMore, _gathersUntil) = (true, _time.Now + Gathering);
        }

        for (var i = 0; i < ready; i++)
        {
            var now = _time.Now;
            if (now >= until)
            {
                until = _turn(now); // a burst of datagrams must not keep those waiting who are to send
            }

            var slot = BitConverter.ToInt32(_events, (i * EventSize) + EventSize - 8);
            var sockets = Volatile.Read(ref _sockets);
            if (slot < sockets.Length && Volatile.Read(ref sockets[slot]) is { } socket)
            {
                Receive(socket, now);
            }
        }
    }

    /// <summary>Nobody needs to be woken: a wait is over within a turn.</summary>
    public override void Wake()
    {
    }

    protected override void Dispose(bool disposing) => _ = LinuxCalls.Close(_epoll);

    private void Forget(MediaSocket socket)
    {
        Volatile.Write(ref _sockets[socket.Slot], null);
        _free.Push(socket.Slot);
        socket.Slot = -1;
    }

    /// <summary>Lets datagrams come together behind those just received, but not past the next turn: behind that they are received at once.</summary>
    private TimeSpan Gather(TimeSpan until)
    {
        var now = _time.Now;
        var left = (_gathersUntil < until ? _gathersUntil : until) - now;
        if (left.Ticks <= NearlyDue)
        {
            return now;
        }

        var pause = new LinuxCalls.TimeSpec { Nanoseconds = (nint)((left.Ticks - NearlyDue) * TimeSpan.NanosecondsPerTick) };
        _ = LinuxCalls.Sleep(&pause, 0);
        return _time.Now;
    }

    private int WaitForEvents(TimeSpan until)
    {
        var left = Math.Max(0, (until - _time.Now).Ticks - NearlyDue);
        fixed (byte* events = _events)
        {
            if (!_isCoarse)
            {
                var timeout = new LinuxCalls.TimeSpec
                {
                    Seconds = (nint)(left / TimeSpan.TicksPerSecond),
                    Nanoseconds = (nint)(left % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick),
                };
                try
                {
                    var ready = LinuxCalls.EpollWait(_epoll, events, MostEvents, &timeout, 0);
                    if (ready >= 0 || Marshal.GetLastPInvokeError() != LinuxCalls.NoSuchCall)
                    {
                        return ready;
                    }
                }
                catch (EntryPointNotFoundException)
                {
                    // A C library from before the call; the kernel may have it, the library does not.
                }

                _isCoarse = true;
            }

            return LinuxCalls.EpollWaitMilliseconds(_epoll, events, MostEvents, (int)Math.Min(1_000, (left + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond));
        }
    }

    /// <summary>One datagram. If more wait, the next wait returns at once with this socket among the others: nobody is kept waiting by one that floods.</summary>
    private void Receive(MediaSocket socket, TimeSpan now)
    {
        var length = 28;
        nint received;
        try
        {
            fixed (byte* buffer = _buffer, source = _source.Buffer.Span)
            {
                received = LinuxCalls.ReceiveFrom(socket.Socket.SafeHandle, buffer, MostOctets, LinuxCalls.DontWait, source, &length);
            }
        }
        catch (ObjectDisposedException)
        {
            return; // closed by another thread meanwhile
        }

        if (received > 0)
        {
            _source.Size = length;
            socket.Hook?.Received(_buffer.AsSpan(0, (int)received), _source, now);
        }
    }
}
