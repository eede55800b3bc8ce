using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Security;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Voice;

/// <summary>The media of one call: our port, the descriptions of both ends, and the stream they come to. For one caller at a time.</summary>
internal sealed class VoiceMedia : IDisposable
{
    private readonly VoiceSettings _settings;
    private readonly MediaPort _port;
    private readonly ulong _id = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <exception cref="MediaPortsExhaustedException">No port is free.</exception>
    public VoiceMedia(VoiceSettings settings) => (_settings, _port) = (settings, settings.Engine.Open());

    /// <summary>Null until both ends have agreed.</summary>
    public MediaStream? Stream { get; private set; }

    /// <summary>Our last description.</summary>
    public SdpSession? Ours { get; private set; }

    public SdpSession? Theirs { get; private set; }

    /// <summary>The stream has just begun; whoever wants its sound connects to it.</summary>
    public Action<MediaStream>? Began { get; set; }

    public SdpSession Offer(SdpDirection direction) => Ours = SdpNegotiation.Offer(_settings.Capabilities, Local(direction));

    /// <summary>Answers an offer of theirs.</summary>
    /// <returns>The answer, or why there is none; what was agreed before holds then.</returns>
    public async Task<(SdpSession? Answer, SdpRefusal? Refusal)> AnswerAsync(ReadOnlyMemory<byte> offer, SdpDirection direction, CancellationToken cancellationToken)
    {
        if (!SdpParser.TryParse(offer.Span, SdpLimits.Default, out var theirs, out var fault))
        {
            return (null, new SdpRefusal(399, fault.ToString()));
        }

        var agreement = SdpNegotiation.Answer(theirs, _settings.Capabilities, Local(direction));
        if (agreement.Answer is not { } answer || agreement.Audio is not { } audio)
        {
            return (null, agreement.Refusal ?? new SdpRefusal(304, "No sound to agree on"));
        }

        (Ours, Theirs) = (answer, theirs);
        return await ApplyAsync(audio, cancellationToken).ConfigureAwait(false) ? (answer, null) : (null, new SdpRefusal(300, "The media's address leads nowhere"));
    }

    /// <summary>Takes their answer to our last offer.</summary>
    /// <returns>Null when there is sound now; why not otherwise.</returns>
    public async Task<SdpRefusal?> AcceptAsync(ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        if (!SdpParser.TryParse(answer.Span, SdpLimits.Default, out var theirs, out var fault))
        {
            return new SdpRefusal(399, fault.ToString());
        }

        var agreement = SdpNegotiation.Accept(Ours!, theirs, _settings.Capabilities);
        if (agreement.Audio is not { } audio)
        {
            return agreement.Refusal ?? new SdpRefusal(304, "No sound to agree on");
        }

        Theirs = theirs;
        return await ApplyAsync(audio, cancellationToken).ConfigureAwait(false) ? null : new SdpRefusal(300, "The media's address leads nowhere");
    }

    public void Dispose()
    {
        Stream?.Dispose();
        _port.Dispose();
    }

    private SdpLocal Local(SdpDirection direction) => new()
    {
        Address = _settings.Address,
        AudioPort = _port.LocalEndPoint.Port,
        SessionId = _id,
        Direction = direction,
        Previous = Ours,
        PreviousTheirs = Theirs,
        KeyMaterial = RandomNumberGenerator.GetBytes(90), // 30 for each of three suites
    };

    private async Task<bool> ApplyAsync(NegotiatedMedia audio, CancellationToken cancellationToken)
    {
        var remote = audio.RemoteRtp ?? await ResolveAsync(audio.RemoteHost, audio.Theirs.Port, cancellationToken).ConfigureAwait(false);
        if (remote is null)
        {
            return false;
        }

        // What is sent comes first, then what may come in.
        var formats = new[] { audio.Send! }.Concat(audio.Receive).DistinctBy(static p => p.Type)
            .Select(static p => AudioCodecs.Find(p.Codec.Encoding, p.Codec.ClockRate) is { } codec ? new MediaFormat(p.Type, codec) : (MediaFormat?)null).OfType<MediaFormat>().ToList();
        var parameters = new MediaParameters
        {
            Remote = remote,
            RemoteRtcp = audio.RtcpMux ? null : audio.RemoteRtcp,
            SharesPort = audio.RtcpMux,
            Formats = formats,
            DigitPayloadType = (audio.SendEvents ?? audio.ReceiveEvents)?.Type,
            NoisePayloadType = (audio.SendNoise ?? audio.ReceiveNoise)?.Type,
            Direction = (MediaDirection)(int)audio.Direction,
            PacketTime = TimeSpan.FromMilliseconds(audio.PacketTime),
            SendKeys = KeysOf(audio.SendCrypto),
            ReceiveKeys = KeysOf(audio.ReceiveCrypto),
        };
        if (Stream is { } stream)
        {
            stream.Update(parameters);
        }
        else
        {
            Stream = new MediaStream(_port, parameters, _settings.Stream);
            Began?.Invoke(Stream);
        }

        return true;
    }

    private static SrtpKeys? KeysOf(SdpCrypto? crypto) => crypto is null ? null : new SrtpKeys(
        crypto.Suite switch
        {
            SrtpSuite.AesCm128HmacSha1Tag80 => SrtpProfile.AesCm128HmacSha1Tag80,
            SrtpSuite.AesCm128HmacSha1Tag32 => SrtpProfile.AesCm128HmacSha1Tag32,
            _ => SrtpProfile.AeadAes128Gcm,
        },
        crypto.Keys[0].KeyAndSalt.AsSpan());

    private static async Task<IPEndPoint?> ResolveAsync(string? host, int port, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = host is null ? [] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0 ? new IPEndPoint(addresses[0], port) : null;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return null;
        }
    }
}
