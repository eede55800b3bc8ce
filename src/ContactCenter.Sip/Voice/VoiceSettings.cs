using System.Net;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Voice;

/// <summary>What calls with sound are told.</summary>
/// <param name="Engine">The sockets and the clock of their media.</param>
/// <param name="Address">Our address as descriptions name it: one the other side can reach. Ports are of its family.</param>
public sealed record VoiceSettings(MediaEngine Engine, IPAddress Address)
{
    /// <value>Codecs, encryption and what else is offered and taken.</value>
    public SdpCapabilities Capabilities { get; init; } = SdpCapabilities.Default;

    /// <value>Whether keys are looked for in the sound of a peer that agreed on no telephone-event (RFC 4733); on by default. Speech is taken for a key now and then: <see cref="Audio.DtmfDetector"/>.</value>
    public bool FindsDigitsInSound { get; init; } = true;

    /// <value>How streams behave.</value>
    public MediaStreamOptions Stream { get; init; } = new();
}
