using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Rtp.Security;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Sdp;

namespace ContactCenter.Sip.Voice;

/// <summary>The media of one call: our port, what both ends agreed on, and the stream it comes to.</summary>
/// <remarks>Safe from any thread: an offer is made on the signalling's, at the moment it is sent.</remarks>
internal sealed class VoiceMedia : IDisposable
{
    private readonly Lock _gate = new();
    private readonly VoiceSettings _settings;
    private readonly MediaPort _port;
    private readonly ulong _id = (ulong)RandomNumberGenerator.GetInt32(int.MaxValue);
    private SdpSession? _last; // that was made for the other end, agreed on or not
    private bool _isOver;

    /// <exception cref="MediaPortsExhaustedException">No port is free.</exception>
    public VoiceMedia(VoiceSettings settings) => (_settings, _port) = (settings, settings.Engine.Open(family: settings.Address.AddressFamily));

    /// <summary>Null until both ends have agreed.</summary>
    public MediaStream? Stream { get; private set; }

    /// <summary>What holds; null until both ends have agreed.</summary>
    public VoiceAgreement? Agreed { get; private set; }

    /// <summary>The stream has just begun; whoever wants its sound connects to it.</summary>
    public Action<MediaStream>? Began { get; set; }

    /// <summary>Our offer. What was agreed on holds until it is answered.</summary>
    public SdpSession Offer(SdpDirection direction)
    {
        lock (_gate)
        {
            return Numbered(SdpNegotiation.Offer(_settings.Capabilities, Local(direction)));
        }
    }

    /// <summary>Our answer to an offer of theirs: it holds once it is taken by <see cref="Agree"/>.</summary>
    /// <returns>What it comes to, or why there is no answer.</returns>
    public async Task<(VoiceAgreement? Agreement, SdpRefusal? Refusal)> AnswerAsync(ReadOnlyMemory<byte> offer, SdpDirection direction, CancellationToken cancellationToken)
    {
        if (!SdpParser.TryParse(offer.Span, SdpLimits.Default, out var theirs, out var fault))
        {
            return (null, new SdpRefusal(399, fault.ToString()));
        }

        SdpAgreement agreement;
        lock (_gate)
        {
            agreement = SdpNegotiation.Answer(theirs, _settings.Capabilities, Local(direction));
            agreement = agreement with { Answer = agreement.Answer is { } made ? Numbered(made) : null };
        }

        return await ComeToAsync(agreement, agreement.Answer, theirs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Their answer to an offer of ours: it holds once it is taken by <see cref="Agree"/>.</summary>
    /// <returns>What it comes to, or why it is no answer.</returns>
    public async Task<(VoiceAgreement? Agreement, SdpRefusal? Refusal)> AcceptAsync(SdpSession offer, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken) =>
        SdpParser.TryParse(answer.Span, SdpLimits.Default, out var theirs, out var fault)
            ? await ComeToAsync(SdpNegotiation.Accept(offer, theirs, _settings.Capabilities), offer, theirs, cancellationToken).ConfigureAwait(false)
            : (null, new SdpRefusal(399, fault.ToString()));

    /// <summary>This holds from now on.</summary>
    public void Agree(VoiceAgreement agreement)
    {
        MediaStream? began = null;
        lock (_gate)
        {
            if (_isOver)
            {
                return;
            }

            Agreed = agreement;
            if (Stream is { } stream)
            {
                stream.Update(agreement.Parameters);
            }
            else
            {
                Stream = began = new MediaStream(_port, agreement.Parameters, _settings.Stream);
            }
        }

        if (began is not null)
        {
            Began?.Invoke(began);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            Stream?.Dispose();
            _port.Dispose();
        }
    }

    private SdpLocal Local(SdpDirection direction) => new()
    {
        Address = _settings.Address,
        AudioPort = _port.LocalEndPoint.Port,
        SessionId = _id,
        Direction = direction,
        Previous = Agreed?.Ours,
        PreviousTheirs = Agreed?.Theirs,
        KeyMaterial = RandomNumberGenerator.GetBytes(90), // 30 for each of three suites
    };

    /// <summary>With the version after the last one that was made, if it says something else: an offer that was refused or met theirs had one, too. RFC 3264 section 8.</summary>
    private SdpSession Numbered(SdpSession made)
    {
        if (_last is { } last)
        {
            made = made with { Origin = last.Origin };
            made = made == last ? last : made with { Origin = last.Origin.Next() };
        }

        return _last = made;
    }

    private async Task<(VoiceAgreement? Agreement, SdpRefusal? Refusal)> ComeToAsync(SdpAgreement agreement, SdpSession? ours, SdpSession theirs, CancellationToken cancellationToken)
    {
        if (ours is null || agreement.Audio is not { } audio)
        {
            return (null, agreement.Refusal ?? new SdpRefusal(304, "No sound to agree on"));
        }

        var remote = audio.RemoteRtp ?? await ResolveAsync(audio.RemoteHost, audio.Theirs.Port, cancellationToken).ConfigureAwait(false);
        return remote is null
            ? (null, new SdpRefusal(300, "The media's address leads nowhere"))
            : (new VoiceAgreement(ours, theirs, Parameters(audio, remote)) { IsHeldByThem = !theirs.DirectionOf(audio.Theirs).Receives() }, null);
    }

    private MediaParameters Parameters(NegotiatedMedia audio, IPEndPoint remote)
    {
        var before = Agreed?.Parameters;
        var keys = KeysOf(audio.ReceiveCrypto).Select(k => Kept(before?.AllReceiveKeys ?? [], k)).ToList();

        // What is sent comes first, then what may come in.
        var formats = new[] { audio.Send! }.Concat(audio.Receive).DistinctBy(static p => p.Type)
            .Select(static p => AudioCodecs.Find(p.Codec.Encoding, p.Codec.ClockRate) is { } codec ? new MediaFormat(p.Type, codec) : (MediaFormat?)null).OfType<MediaFormat>().ToList();
        return new MediaParameters
        {
            Remote = remote,
            RemoteRtcp = audio.RtcpMux ? null : audio.RemoteRtcp,
            SharesPort = audio.RtcpMux,
            Formats = formats,
            DigitPayloadType = (audio.SendEvents ?? audio.ReceiveEvents)?.Type,
            FindsDigitsInSound = _settings.FindsDigitsInSound && audio.SendEvents is null && audio.ReceiveEvents is null,
            NoisePayloadType = (audio.SendNoise ?? audio.ReceiveNoise)?.Type,
            Direction = (MediaDirection)(int)audio.Direction,
            PacketTime = TimeSpan.FromMilliseconds(audio.PacketTime),
            SendKeys = KeysOf(audio.SendCrypto).Select(k => Kept(before?.SendKeys is { } sent ? [sent] : [], k)).FirstOrDefault(),
            ReceiveKeys = keys.FirstOrDefault(),
            OtherReceiveKeys = [.. keys.Skip(1)],
        };
    }

    /// <summary>The same key stays the same object: its stream counts its packets on. RFC 3711 section 3.3.1.</summary>
    private static SrtpKeys Kept(IReadOnlyList<SrtpKeys> before, SrtpKeys now) =>
        before.FirstOrDefault(old => old.Profile == now.Profile && CryptographicOperations.FixedTimeEquals(old.Key, now.Key) && CryptographicOperations.FixedTimeEquals(old.Salt, now.Salt)
            && old.Mki.Span.SequenceEqual(now.Mki.Span)) ?? now;

    private static IEnumerable<SrtpKeys> KeysOf(SdpCrypto? crypto)
    {
        var profile = crypto?.Suite switch
        {
            SrtpSuite.AesCm128HmacSha1Tag80 => SrtpProfile.AesCm128HmacSha1Tag80,
            SrtpSuite.AesCm128HmacSha1Tag32 => SrtpProfile.AesCm128HmacSha1Tag32,
            _ => SrtpProfile.AeadAes128Gcm,
        };
        return ((IEnumerable<SdpCryptoKey>)(crypto?.Keys ?? [])).Select(key => new SrtpKeys(profile, key.KeyAndSalt.AsSpan()) { Mki = NumberOf(key) });
    }

    /// <summary>The key's number as packets carry it. RFC 4568 section 6.1.</summary>
    private static byte[] NumberOf(SdpCryptoKey key)
    {
        var number = new byte[key.MkiLength];
        for (var (i, rest) = (number.Length - 1, key.Mki ?? 0); i >= 0; i--, rest >>= 8)
        {
            number[i] = (byte)rest;
        }

        return number;
    }

    private static async Task<IPEndPoint?> ResolveAsync(string? host, int port, CancellationToken cancellationToken)
    {
        try
        {
            if (new SdpAddress("IN", "IP", host ?? "") is { IsUnspecified: true })
            {
                return new IPEndPoint(IPAddress.Any, port); // nothing is sent there: RFC 3264 section 8.4
            }

            var addresses = host is null ? [] : await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0 ? new IPEndPoint(addresses[0], port) : null;
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            return null;
        }
    }
}
