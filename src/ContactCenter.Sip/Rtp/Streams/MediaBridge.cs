namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>
/// Two streams that hear one another. Where both agreed on the same formats the packets themselves go on under the other stream's source, numbers, times and
/// keys, with the losses they came with; otherwise each goes through samples. Disposing parts them.
/// </summary>
/// <remarks>
/// Safe to use from any thread. It owns the sources and sinks of both while it lasts (through samples) or leaves them waiting (packets). Make a new one when
/// parameters of either change.
/// </remarks>
public sealed class MediaBridge : IDisposable
{
    private readonly MediaStream _one;
    private readonly MediaStream _other;
    private readonly Action<MediaStream, Digits.DigitEvent>? _digits;
    private int _isOver;

    /// <summary>Joins two streams.</summary>
    /// <param name="one">One.</param>
    /// <param name="other">Another one.</param>
    /// <param name="asSamples">Whether to go through samples even where packets would do.</param>
    /// <exception cref="ArgumentException">They are the same stream.</exception>
    public MediaBridge(MediaStream one, MediaStream other, bool asSamples = false)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(one, other))
        {
            throw new ArgumentException("A stream cannot be joined with itself; give two.", nameof(other));
        }

        (_one, _other) = (one, other);
        IsOfPackets = !asSamples && Match(one.Parameters, other.Parameters);
        if (IsOfPackets)
        {
            one.ForwardTo(other);
            other.ForwardTo(one);
            return;
        }

        var (there, back) = (new AudioPipe(), new AudioPipe());
        (one.Sink, other.Source) = (there, there);
        (other.Sink, one.Source) = (back, back);
        _digits = (from, digit) =>
        {
            if (digit.HasEnded)
            {
                var duration = digit.Duration < TimeSpan.FromMilliseconds(40) ? TimeSpan.FromMilliseconds(100) : digit.Duration;
                (ReferenceEquals(from, _one) ? _other : _one).SendDigit(digit.Key, duration < TimeSpan.FromSeconds(60) ? duration : TimeSpan.FromSeconds(60));
            }
        };
        one.DigitReceived += _digits;
        other.DigitReceived += _digits;
    }

    /// <value>Whether packets go on undecoded.</value>
    public bool IsOfPackets { get; }

    /// <summary>Parts them; each goes on with its own source and sink, which a bridge of samples leaves empty.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return;
        }

        if (IsOfPackets)
        {
            _one.ForwardTo(null);
            _other.ForwardTo(null);
            _one.EndForwarding();
            _other.EndForwarding();
            return;
        }

        _one.DigitReceived -= _digits;
        _other.DigitReceived -= _digits;
        (_one.Sink, _other.Sink, _one.Source, _other.Source) = (null, null, null, null);
    }

    /// <summary>Whether each understands what the other one hears, and digits have the same fate.</summary>
    private static bool Match(MediaParameters one, MediaParameters other) =>
        one.Formats.Count == other.Formats.Count
        && one.Formats.Zip(other.Formats).All(static p => p.First.Codec.ClockRate == p.Second.Codec.ClockRate && string.Equals(p.First.Codec.Name, p.Second.Codec.Name, StringComparison.OrdinalIgnoreCase))
        && one.DigitPayloadType is null == other.DigitPayloadType is null;
}
