namespace ContactCenter.Calls;

/// <summary>Turns text into speech. The host may register another one. Thread-safe.</summary>
public interface ISpeechSynthesizer
{
    /// <summary>Why it cannot speak here, with the remedy; null when it can. Asked at start-up.</summary>
    string? FindFault();

    /// <summary>Says a text.</summary>
    /// <param name="text">1 to 10,000 characters, plain: no markup is understood.</param>
    /// <param name="language">A BCP 47 tag such as <c>it</c>.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <returns>The speech.</returns>
    /// <exception cref="Channels.ChannelException">It cannot be said.</exception>
    ValueTask<Speech> SayAsync(string text, string language, CancellationToken cancellationToken = default);
}

/// <summary>Sound of one voice.</summary>
/// <param name="Samples">Linear samples of 16 bits, mono.</param>
/// <param name="SampleRate">In hertz, 8,000 to 48,000.</param>
public sealed record Speech(ReadOnlyMemory<short> Samples, int SampleRate);
