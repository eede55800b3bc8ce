using System.Net;

namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>How threads of media come before other work.</summary>
public enum MediaPriority
{
    /// <summary>Not at all.</summary>
    Normal,

    /// <summary>By a nice value of -11: more of the processor within their session or control group. Needs CAP_SYS_NICE or RLIMIT_NICE.</summary>
    Nice,

    /// <summary>
    /// Before all ordinary work of the machine (SCHED_RR, the lowest of its priorities), for a machine that does other things, too. Needs CAP_SYS_NICE or RLIMIT_RTPRIO.
    /// Leave processors free of it: <see cref="MediaEngineOptions.Threads"/> below their number.
    /// </summary>
    RealTime,
}

/// <summary>Where the engine's ports are and how it works.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record MediaEngineOptions
{
    /// <value>The address ports are bound to; all by default, of IPv4 unless a port is asked for of IPv6.</value>
    public IPAddress Address { get; init; } = IPAddress.Any;

    /// <value>The first port; even, 10000 by default, 1024 to 65534. RFC 3550 section 11: RTP takes an even port, RTCP the next.</value>
    public int FirstPort
    {
        get;
        init => field = value is >= 1_024 and <= 65_534 && value % 2 == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"FirstPort is {value}; set it to an even port, 1024 to 65534.");
    } = 10_000;

    /// <value>The last port; odd, 19999 by default, above <see cref="FirstPort"/> up to 65535. Each call takes two: the default holds 5,000.</value>
    public int LastPort
    {
        get;
        init => field = value is > 1_024 and <= 65_535 && value % 2 == 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"LastPort is {value}; set it to an odd port above FirstPort, up to 65535.");
    } = 19_999;

    /// <value>Threads that receive, play and send; a call stays with one of them. Half the processors by default, at least 1; 1 to 64.</value>
    public int Threads
    {
        get;
        init => field = value is >= 1 and <= 64
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Threads is {value}; set it to 1 up to 64.");
    } = Math.Clamp(Environment.ProcessorCount / 2, 1, 64);

    /// <value>How the threads ask the kernel to come before other work (Linux); <see cref="MediaPriority.Nice"/> by default. What came of it tells <see cref="MediaEngine.Priority"/>.</value>
    public MediaPriority Priority { get; init; } = MediaPriority.Nice;

    /// <value>
    /// Whether only .NET's own sockets and timers are used, also where the kernel could be called directly (Linux). Off by default; on elsewhere. It costs more
    /// processor and its clock is good to a millisecond or two.
    /// </value>
    public bool IsPortable { get; init; } = !OperatingSystem.IsLinux();

    /// <value>What the kernel keeps of each socket while the engine is busy, in octets; 65,536 by default (about 300 packets of G.711), 4,096 to 16,777,216.</value>
    public int ReceiveBufferBytes
    {
        get;
        init => field = value is >= 4_096 and <= 16_777_216
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"ReceiveBufferBytes is {value}; set it to 4096 up to 16777216.");
    } = 65_536;
}
