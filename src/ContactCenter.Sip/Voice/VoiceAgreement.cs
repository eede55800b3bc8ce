using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Voice;

/// <summary>What both ends agreed on. Immutable.</summary>
/// <param name="Ours">Our description.</param>
/// <param name="Theirs">Theirs.</param>
/// <param name="Parameters">What the stream makes of it.</param>
internal sealed record VoiceAgreement(SdpSession Ours, SdpSession Theirs, MediaParameters Parameters)
{
    /// <summary>They take no sound: we are held. RFC 3264 section 8.4.</summary>
    public required bool IsHeldByThem { get; init; }
}
