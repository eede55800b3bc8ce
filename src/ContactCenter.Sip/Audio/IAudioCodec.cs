namespace ContactCenter.Sip.Audio;

/// <summary>
/// A way to write samples as octets of RTP. It describes itself and makes an encoder and a decoder for each stream; whoever has another codec (Opus)
/// brings an implementation of this interface.
/// </summary>
/// <remarks>Immutable; safe to share between streams and threads.</remarks>
public interface IAudioCodec
{
    /// <value>The encoding name as in SDP's <c>a=rtpmap</c>, such as <c>PCMU</c>; compared without case. RFC 4855 section 3.</value>
    string Name { get; }

    /// <value>Units of the RTP timestamp in a second. It differs from <see cref="SampleRate"/> for G.722 alone. RFC 3551 section 4.5.2.</value>
    int ClockRate { get; }

    /// <value>Samples in a second, of one channel.</value>
    int SampleRate { get; }

    /// <value>The static payload type of RFC 3551 section 6, or -1 when there is none.</value>
    int PayloadType { get; }

    /// <summary>The most octets <paramref name="samples"/> samples become.</summary>
    int MaxBytes(int samples);

    /// <summary>An encoder for one outgoing stream.</summary>
    IAudioEncoder CreateEncoder();

    /// <summary>A decoder for one incoming stream.</summary>
    IAudioDecoder CreateDecoder();
}

/// <summary>Writes the samples of one stream. It allocates nothing.</summary>
/// <remarks>Owned by one stream: not safe for two threads at a time.</remarks>
public interface IAudioEncoder
{
    /// <summary>Writes the next frame of the stream.</summary>
    /// <param name="samples">16-bit linear samples at the codec's sample rate; a whole number of the codec's units (two samples for G.722).</param>
    /// <param name="payload">Where the octets go; at least <see cref="IAudioCodec.MaxBytes"/> long.</param>
    /// <returns>The octets written.</returns>
    /// <exception cref="ArgumentException"><paramref name="payload"/> is too short, or <paramref name="samples"/> is not whole units.</exception>
    int Encode(ReadOnlySpan<short> samples, Span<byte> payload);
}

/// <summary>Reads the payloads of one stream, and fills in for those that did not come. It allocates nothing.</summary>
/// <remarks>Owned by one stream: not safe for two threads at a time. Payloads are taken in the order of their timestamps.</remarks>
public interface IAudioDecoder
{
    /// <summary>How many samples a payload holds, without changing anything; -1 when it is none of this codec (it then is thrown away as lost).</summary>
    int CountSamples(ReadOnlySpan<byte> payload);

    /// <summary>Reads the next payload of the stream.</summary>
    /// <param name="payload">The octets of one packet; whatever they are, nothing breaks.</param>
    /// <param name="samples">Where the samples go; at least <see cref="CountSamples"/> long.</param>
    /// <returns>The samples written.</returns>
    /// <exception cref="ArgumentException"><paramref name="samples"/> is too short, or <see cref="CountSamples"/> is -1.</exception>
    int Decode(ReadOnlySpan<byte> payload, Span<short> samples);

    /// <summary>Fills <paramref name="samples"/> with what most likely stood in a packet that is missing; after a while of that, with silence.</summary>
    void Conceal(Span<short> samples);
}
