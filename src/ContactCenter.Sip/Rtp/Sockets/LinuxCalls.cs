using System.Runtime.InteropServices;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>The calls of Linux that media needs: to wait for many sockets at once to the microsecond, and to receive and send without waiting.</summary>
internal static unsafe partial class LinuxCalls
{
    public const int DontWait = 0x40;
    public const int CloseOnExec = 0x8_0000;
    public const int ControlAdd = 1;
    public const int ControlRemove = 2;
    public const uint Readable = 1;
    public const int NoSuchCall = 38;

    private const int RoundRobin = 2 | 0x4000_0000; // and not for what it starts
    private const int Lowest = 1; // of the classes before all ordinary work
    private const int Nice = -11; // what sound servers of desktops take

    [StructLayout(LayoutKind.Sequential)]
    public struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "epoll_create1", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EpollCreate(int flags);

    [LibraryImport("libc", EntryPoint = "epoll_ctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EpollControl(int epoll, int operation, SafeHandle socket, byte* change);

    [LibraryImport("libc", EntryPoint = "epoll_pwait2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EpollWait(int epoll, byte* events, int most, TimeSpec* timeout, nint signals);

    [LibraryImport("libc", EntryPoint = "epoll_wait", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int EpollWaitMilliseconds(int epoll, byte* events, int most, int timeout);

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Sleep(TimeSpec* time, nint left);

    [LibraryImport("libc", EntryPoint = "recvfrom", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ReceiveFrom(SafeHandle socket, byte* buffer, nint length, int flags, byte* source, int* sourceLength);

    [LibraryImport("libc", EntryPoint = "sendto", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint SendTo(SafeHandle socket, byte* buffer, nint length, int flags, byte* to, int toLength);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Close(int descriptor);

    /// <summary>Puts the calling thread before others.</summary>
    /// <returns>Whether the kernel permits it.</returns>
    public static bool Prefer(MediaPriority priority)
    {
        var parameter = Lowest;
        return priority switch
        {
            MediaPriority.RealTime => SetScheduler(0, RoundRobin, &parameter) == 0,
            MediaPriority.Nice => SetPriority(0, 0, Nice) == 0,
            _ => false,
        };
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetScheduler(int thread, int policy, int* parameter);

    /// <summary>Of a thread: on Linux its nice value is its own, and 0 is the calling one.</summary>
    [LibraryImport("libc", EntryPoint = "setpriority", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, int who, int nice);
}
