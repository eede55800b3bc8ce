using System.Net;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Our side of a trunk: where it is, whether it is there, our registration with it. Thread-safe.</summary>
internal sealed class TrunkLink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan WithoutKeepAlive = TimeSpan.FromMinutes(1);

    private readonly SipEndpoint _endpoint;
    private readonly TrunkTable _table;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IPNetwork[] _sources;
    private readonly Lock _lock = new();
    private volatile IReadOnlyList<IPEndPoint> _places = [];
    private volatile SipRegistration? _registration;
    private bool? _isAlive;
    private bool? _isRegistered;

    public TrunkLink(Trunk trunk, SipEndpoint endpoint, TrunkTable table, TimeProvider time, ILogger logger)
    {
        (Trunk, _endpoint, _table, _time, _logger) = (trunk, endpoint, table, time, logger);
        var options = trunk.Options;
        var uri = SipUri.Parse(options.Uri);
        Uri = options.Transport is { } transport ? uri.WithoutParameter("transport").WithParameter("transport", transport.ToString().ToLowerInvariant()) : uri;
        Credentials = options is { Username: { } user, Password: { } password } ? SipCredentials.Of(user, password.Reveal()) : null;
        _sources = [.. options.AllowedSources.Values.Select(NetworkOf)];
    }

    /// <summary>An address or a range, as it is configured and was checked.</summary>
    public static IPNetwork NetworkOf(string source) =>
        IPAddress.TryParse(source, out var one) ? new IPNetwork(one, one.GetAddressBytes().Length * 8) : IPNetwork.Parse(source);

    public Trunk Trunk { get; }

    public SipUri Uri { get; }

    public SipCredentials? Credentials { get; }

    /// <summary>Where calls to it go first, as far as that is known; null before it is.</summary>
    public IPAddress? Place => _places is [var first, ..] ? first.Address : null;

    /// <summary>How surely a request comes from this trunk: 0 not at all; more where the port, our account or our number fits as well.</summary>
    public int Fits(IPEndPoint remote, SipRequest request)
    {
        if (!_places.Any(p => p.Address.Equals(remote.Address)) && !Array.Exists(_sources, s => s.Contains(remote.Address)))
        {
            return 0;
        }

        var user = CallFacts.UserOf(request.Uri);
        var isOurs = user.Length > 0 && (user == Trunk.Options.Username || Trunk.Numbers.Numbers.Contains(Trunk.Numbers.Ours(user)));
        return 1 + (_places.Contains(remote) ? 1 : 0) + (isOurs ? 2 : 0);
    }

    /// <summary>Registers, asks now and then whether it is there, and follows its name in DNS.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var registering = RegisterAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (Trunk.Options.KeepAliveSeconds > 0)
                {
                    await AskAsync(stopping).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                _logger.TrunkFailed(e, Trunk.Name);
            }
            catch (OperationCanceledException)
            {
                break;
            }

            var wait = Trunk.Options.KeepAliveSeconds > 0 ? TimeSpan.FromSeconds(Trunk.Options.KeepAliveSeconds) : WithoutKeepAlive;
            await Task.Delay(wait, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await LocateAsync(stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await registering.ConfigureAwait(false);
    }

    /// <summary>Finds out where it is now.</summary>
    public async Task LocateAsync(CancellationToken stopping)
    {
        var places = await _endpoint.LocateAsync(Uri, stopping).ConfigureAwait(false);
        if (places.Count > 0)
        {
            _places = places;
        }
        else if (_places.Count == 0)
        {
            _logger.LeadsNowhere(Trunk.Name, Trunk.Options.Uri); // otherwise what DNS said last holds
        }
    }

    /// <summary>Any answer of its own shows that it is there: many refuse OPTIONS. RFC 3261 section 11.</summary>
    private async Task AskAsync(CancellationToken stopping)
    {
        var us = new SipAddress(SipUri.Create(Trunk.Options.Username ?? "contactcenter", Uri.Host));
        var options = SipRequest.Create(SipMethod.Options, Uri, us.WithTag(Tokens.New()), new SipAddress(Uri), Tokens.New(), 1).Set(SipHeaderName.Accept, "application/sdp").Build();
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
            var answer = await _endpoint.RequestAsync(options, Uri, cancellationToken: either.Token).ConfigureAwait(false);
            Tell(isAlive: answer.Status is not (408 or 503), null, $"{answer.Status} {answer.Reason} to OPTIONS");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            Tell(isAlive: false, null, "no answer to OPTIONS");
        }
    }

    private async Task RegisterAsync(CancellationToken stopping)
    {
        if (Trunk.Options.Mode != VoiceTrunkMode.Register)
        {
            return;
        }

        var registration = new SipRegistration(
            _endpoint, new SipRegistrationOptions { Registrar = Uri, Address = SipUri.Create(Trunk.Options.Username, Uri.Host, Uri.Port, Uri.IsSecure), Credentials = Credentials }, _time);
        await using var ending = registration.ConfigureAwait(false);
        _registration = registration;
        try
        {
            await foreach (var state in registration.Changes.WithCancellation(stopping).ConfigureAwait(false))
            {
                var answer = registration.LastAnswer;
                Tell(null, isRegistered: state == SipRegistrationState.Registered, $"{answer?.Status} {answer?.Reason} to REGISTER");
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // it is taken back
        }
    }

    private void Tell(bool? isAlive, bool? isRegistered, string detail)
    {
        lock (_lock)
        {
            if (isAlive == true && _isAlive == false)
            {
                _registration?.Refresh(); // it has been away, and may have forgotten us
            }

            _isAlive = isAlive ?? _isAlive;
            _isRegistered = isRegistered ?? _isRegistered;
            var isUp = _isAlive != false && (Trunk.Options.Mode == VoiceTrunkMode.Register ? _isRegistered : true) != false;
            var isSure = Trunk.Options.Mode == VoiceTrunkMode.Register ? _isRegistered == true : _isAlive == true;
            _table.Tell(Trunk, !isUp ? VoiceTrunkState.Down : isSure ? VoiceTrunkState.Up : VoiceTrunkState.Unknown, detail);
        }
    }
}
