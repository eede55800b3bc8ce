using System.Net;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>How calls go out: what is written into their INVITE, and with which sound. Thread-safe.</summary>
internal sealed class SipLines(SipEndpoint endpoint, MediaEngine engine, VoiceOptions options, PhoneBook phones, IReadOnlyDictionary<string, TrunkLink> links, LineMetrics metrics, ILogger logger)
{
    private readonly MediaAddress _address = new(options);
    private readonly MediaStreamOptions _stream = new() { SilenceTimeout = options.SilenceSeconds > 0 ? TimeSpan.FromSeconds(options.SilenceSeconds) : TimeSpan.FromHours(1) };

    /// <summary>The sound of calls with a trunk.</summary>
    public VoiceSettings SoundOf(TrunkLink link, IPAddress? remote) => Sound(link.Trunk.Options.Encryption, remote ?? link.Place);

    /// <summary>The sound of calls with telephones of ours.</summary>
    public VoiceSettings SoundOfPhones(IPAddress? remote) => Sound(options.Phones.Encryption, remote);

    /// <summary>A call by a trunk; one for help takes a line whatever the limit.</summary>
    public Attempt By(Trunk trunk, decimal costPerMinute, CallTarget target, bool isHelp, GuardedCall guarded) => new(trunk.Name, async cancellationToken =>
    {
        if ((isHelp ? trunk.Lines.TakeBeyond() : trunk.Lines.TryTake()) is not { } line)
        {
            metrics.Called(trunk.Name, "out", "full");
            return null;
        }

        var taken = new TakenLine(line, trunk.Name, metrics);
        try
        {
            var link = links[trunk.Name];
            var call = await VoiceCall.CallAsync(
                endpoint, UriOf(link, target.To), FromOf(link, target), SoundOf(link, null), request => Identify(request, link, target), link.Uri, link.Credentials, null, cancellationToken).ConfigureAwait(false);
            metrics.Called(trunk.Name, "out", "begun");
            return new Begun([call], taken, () => guarded.Answered(costPerMinute));
        }
        catch (MediaPortsExhaustedException e)
        {
            logger.NoPort(e);
            taken.Dispose();
            return null;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    })
    {
        WithoutPlace = target.Location is null ? null : By(trunk, costPerMinute, target with { Location = null }, isHelp, guarded),
    };

    /// <summary>A call to a telephone of ours, or to all of an agent, wherever they have registered.</summary>
    public Attempt ToPhones(CallTarget target) => new(LineNames.Phone, async cancellationToken =>
    {
        var legs = new List<VoiceCall>();
        foreach (var binding in phones.BindingsOf(target.To))
        {
            try
            {
                legs.Add(await RingAsync(binding, target, cancellationToken).ConfigureAwait(false));
            }
            catch (MediaPortsExhaustedException e)
            {
                logger.NoPort(e);
            }
        }

        return legs.Count == 0 ? null : new Begun(legs, null, null);
    });

    /// <summary>Where somebody outside is called by a trunk.</summary>
    public static SipUri UriOf(TrunkLink link, string number)
    {
        var uri = SipUri.Create(link.Trunk.Numbers.Dialled(number), link.Uri.Host, link.Uri.Port, link.Uri.IsSecure);
        return (link.Uri.Parameters["transport"] is { } transport ? uri.WithParameter("transport", transport) : uri).WithParameter("user", "phone");
    }

    /// <summary>The number shown: the one asked for where it is ours on this trunk, or nobody says which are; otherwise the trunk's own.</summary>
    public static string Shown(Trunk trunk, string from)
    {
        var (options, own) = (trunk.Options, trunk.Numbers.Numbers);
        var isOurs = from.Length > 0 && (own.Count == 0 || own.Contains(from));
        return isOurs && (own.Count > 0 || options.CallerIdentity is null) ? from : options.CallerIdentity ?? (own.Count > 0 ? own[0] : from);
    }

    private static SipAddress FromOf(TrunkLink link, CallTarget target)
    {
        var shown = link.Trunk.Numbers.Dialled(Shown(link.Trunk, target.From));
        var user = link.Trunk.Options.FromUser ?? (shown.Length > 0 ? shown : link.Trunk.Options.Username);
        return new SipAddress(SipUri.Create(user, link.Uri.Host), NameOf(target));
    }

    private static void Identify(SipRequestBuilder request, TrunkLink link, CallTarget target)
    {
        var shown = link.Trunk.Numbers.Dialled(Shown(link.Trunk, target.From));
        if (link.Trunk.Options.AssertsIdentity && shown.Length > 0)
        {
            request.Set(SipHeaderName.PAssertedIdentity, new SipAddress(SipUri.Create(shown, link.Uri.Host)));
        }

        if (target.Location is { } location)
        {
            Locations.Write(request, location, link.Uri.Host);
        }
    }

    private static string? NameOf(CallTarget target) => CallFacts.NameOf(target.DisplayName) is { Length: > 0 } name ? name : null;

    private Task<VoiceCall> RingAsync(SipBinding binding, CallTarget target, CancellationToken cancellationToken)
    {
        var from = new SipAddress(SipUri.Create(target.From.Length > 0 ? target.From : "anonymous", options.Phones.Realm), NameOf(target));
        return VoiceCall.CallAsync(
            endpoint,
            binding.Contact.Uri,
            from,
            SoundOfPhones(binding.ReturnPath.Remote.Address),
            request =>
            {
                if (target.AnswersItself)
                {
                    // Half of the telephones know the one, half the other.
                    request.Add(SipHeaderName.CallInfo, $"<sip:{options.Phones.Realm}>;answer-after=0");
                    request.Add(SipHeaderName.AlertInfo, "<http://localhost>;info=alert-autoanswer;delay=0");
                }
            },
            null,
            null,
            binding.ReturnPath,
            cancellationToken);
    }

    private VoiceSettings Sound(VoiceEncryption encryption, IPAddress? remote) => new(engine, _address.Toward(remote))
    {
        Capabilities = SdpCapabilities.Default with { Srtp = (SrtpPolicy)(int)encryption },
        Stream = _stream,
    };
}

/// <summary>A line that is counted while it is taken.</summary>
internal sealed class TakenLine : IDisposable
{
    private readonly Line _line;
    private readonly string _trunk;
    private readonly LineMetrics _metrics;
    private int _isDisposed;

    public TakenLine(Line line, string trunk, LineMetrics metrics)
    {
        (_line, _trunk, _metrics) = (line, trunk, metrics);
        metrics.Lines(trunk, 1);
    }

    public Task HasLine => _line.Granted;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
        {
            _line.Dispose();
            _metrics.Lines(_trunk, -1);
        }
    }
}
