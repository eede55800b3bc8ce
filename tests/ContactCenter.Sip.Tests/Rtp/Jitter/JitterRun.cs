using ContactCenter.Sip.Rtp.Jitter;

namespace ContactCenter.Sip.Tests.Rtp.Jitter;

/// <summary>One call in virtual time: packets of 20 ms at 8 kHz come when they are said to, and 20 ms are taken each 20 ms.</summary>
internal sealed class JitterRun
{
    public const int Packet = 160;

    private readonly PriorityQueue<(long Sequence, uint Timestamp, bool EndsTalk), TimeSpan> _coming = new();
    private readonly byte[] _payload = new byte[160];

    public JitterRun(JitterBufferOptions? options = null) => Buffer = new JitterBuffer(options ?? new JitterBufferOptions(), 8_000, Packet, 960);

    public JitterBuffer Buffer { get; }

    /// <value>The numbers of the packets handed out.</value>
    public List<long> Played { get; } = [];

    /// <value>What each 20 ms were: P, C or a dash.</value>
    public List<char> Steps { get; } = [];

    public TimeSpan Now { get; private set; }

    /// <value>Whether what is said counts as silence.</value>
    public bool IsQuiet { get; set; }

    public void Comes(long sequence, uint timestamp, double milliseconds, bool endsTalk = false) =>
        _coming.Enqueue((sequence, timestamp, endsTalk), TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Until nothing comes any more and nothing waits, or until then.</summary>
    public JitterRun Run(double? untilMilliseconds = null)
    {
        while (untilMilliseconds is { } until ? Now.TotalMilliseconds < until : _coming.Count > 0 || Buffer.Waiting > 0)
        {
            while (_coming.TryPeek(out var next, out var at) && at <= Now)
            {
                _coming.Dequeue();
                BitConverter.TryWriteBytes(_payload, next.Sequence);
                Buffer.Put(next.Sequence, next.Timestamp, Packet, 0, next.EndsTalk, _payload, at);
            }

            var step = Buffer.Take(IsQuiet, Now);
            if (step.Kind == JitterStepKind.Packet)
            {
                Played.Add(BitConverter.ToInt64(step.Payload));
            }

            Steps.Add(step.Kind switch { JitterStepKind.Packet => 'P', JitterStepKind.Conceal => 'C', _ => '-' });
            Now += TimeSpan.FromMilliseconds(20);
        }

        return this;
    }

    public string Line => string.Concat(Steps);
}
