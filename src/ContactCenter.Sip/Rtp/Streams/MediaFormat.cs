using ContactCenter.Sip.Audio;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>A codec and the number both sides agreed on for it.</summary>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="Codec">The codec.</param>
public readonly record struct MediaFormat(int PayloadType, IAudioCodec Codec)
{
    /// <summary>A codec under its static payload type. RFC 3551 section 6.</summary>
    public static MediaFormat Static(IAudioCodec codec)
    {
        ArgumentNullException.ThrowIfNull(codec);
        return codec.PayloadType >= 0
            ? new MediaFormat(codec.PayloadType, codec)
            : throw new ArgumentException($"{codec.Name} has no static payload type; give the one of a=rtpmap.", nameof(codec));
    }
}
