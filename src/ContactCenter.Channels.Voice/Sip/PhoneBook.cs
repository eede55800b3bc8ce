using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>The telephones of agents: who they are, where they have registered, and whether they still can be reached. Thread-safe.</summary>
internal sealed class PhoneBook : IPhones, IDigestSecrets, IDisposable
{
    /// <summary>How late an expired registration or a closed connection is noticed.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(5);

    private readonly FrozenDictionary<string, (string Agent, DigestSecret Secret)> _devices;
    private readonly FrozenDictionary<string, string[]> _agents;
    private readonly FrozenDictionary<string, string> _numbers;
    private readonly FrozenDictionary<string, EndpointId> _callFrom;
    private readonly SipRegistrar _registrar;
    private readonly DigestServer _digest;
    private readonly LineMetrics _metrics;
    private readonly ILogger _logger;
    private readonly string _realm;
    private readonly Lock _lock = new();
    private readonly ITimer _looking;
    private volatile Reach _reach = new([], [], []);

    public PhoneBook(VoicePhonesOptions options, TimeProvider time, LineMetrics metrics, ILogger logger)
    {
        _devices = options.Devices.ToFrozenDictionary(static d => d.Key, static d => (d.Value.Agent, DigestSecret.FromPassword(d.Value.Password!.Reveal())), StringComparer.Ordinal);
        _agents = options.Devices.GroupBy(static d => d.Value.Agent, static d => d.Key).ToFrozenDictionary(static g => g.Key, static g => g.Order(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        _numbers = options.Numbers.ToFrozenDictionary(StringComparer.Ordinal);
        _callFrom = options.CallFrom.ToFrozenDictionary(static c => c.Key, static c => new EndpointId(c.Value), StringComparer.Ordinal);
        (_metrics, _logger, _realm) = (metrics, logger, options.Realm);
        var digest = options.Digest switch
        {
            VoiceDigest.Md5 => new DigestServerOptions { Algorithms = [DigestAlgorithm.Md5] },
            VoiceDigest.Sha256 => new DigestServerOptions { Algorithms = [DigestAlgorithm.Sha256] },
            _ => new DigestServerOptions(),
        };
        _registrar = new SipRegistrar(
            new SipRegistrarOptions { Domain = options.Realm, MinExpires = TimeSpan.FromSeconds(30), MaxExpires = TimeSpan.FromSeconds(options.MaxRegistrationSeconds), Digest = digest }, this, time);
        _registrar.Changed += _ => Look(); // before the telephone has its answer: it may dial at once
        _digest = new DigestServer(this, digest, time, RandomNumberGenerator.Create());
        _looking = time.CreateTimer(static me => ((PhoneBook)me!).Look(), this, LookInterval, LookInterval);
    }

    public event Action<string, bool>? PhoneChanged;

    public ValueTask<DigestSecret?> FindAsync(string realm, string user, CancellationToken cancellationToken) =>
        new(realm == _realm && _devices.TryGetValue(user, out var device) ? device.Secret : null);

    public bool IsReachable(string agent) => _numbers.ContainsKey(agent) || DevicesOf(agent).Any(_reach.Devices.Contains);

    public IReadOnlyList<string> DevicesOf(string agent) => _agents.GetValueOrDefault(agent, []);

    public string? AgentOf(string device) => _devices.TryGetValue(device, out var known) ? known.Agent : null;

    public string? NumberOf(string agent) => _numbers.GetValueOrDefault(agent);

    public EndpointId? CallFromOf(string agent) => _callFrom.TryGetValue(agent, out var endpoint) ? endpoint : null;

    /// <summary>Where a telephone, or all telephones of an agent, can be called.</summary>
    public ImmutableArray<SipBinding> BindingsOf(string deviceOrAgent) =>
        _devices.ContainsKey(deviceOrAgent) ? [.. Open(deviceOrAgent)] : [.. DevicesOf(deviceOrAgent).SelectMany(Open)];

    /// <summary>Whether a telephone has registered from this very address and port.</summary>
    public bool Knows(IPEndPoint remote) => _reach.EndPoints.Contains(remote);

    /// <summary>Whether a telephone has registered from this address.</summary>
    public bool Knows(IPAddress remote) => _reach.Addresses.Contains(remote);

    /// <summary>Answers a REGISTER.</summary>
    public async Task RegisterAsync(SipIncomingRequest incoming, CancellationToken cancellationToken)
    {
        if (await _registrar.RegisterAsync(incoming, cancellationToken).ConfigureAwait(false) is null && incoming.Request.Has(SipHeaderName.Authorization))
        {
            _metrics.Refused("password");
        }
    }

    /// <summary>Which telephone sends a request; null when its digest does not hold, with what to challenge it by.</summary>
    public async Task<(string? Device, IReadOnlyList<DigestChallenge> Challenges)> JudgeAsync(SipRequest request, CancellationToken cancellationToken)
    {
        var verdict = await _digest.JudgeAsync(request.Headers.Where(static h => h.Name == SipHeaderName.Authorization).Select(static h => h.Value), _realm, request.Method.Name, request.Uri.ToString(), request.Body, cancellationToken)
            .ConfigureAwait(false);
        if (verdict.Outcome == DigestOutcome.Accepted)
        {
            return (verdict.User, []);
        }

        if (verdict.Outcome == DigestOutcome.WrongOrUnknown)
        {
            _metrics.Refused("password");
        }

        return (null, _digest.Challenge(_realm, verdict.IsStale));
    }

    public void Dispose() => _looking.Dispose();

    private IEnumerable<SipBinding> Open(string device) => _registrar.Of(device).Where(static b => !b.ReturnPath.Transport.IsReliable() || b.ReturnPath.IsOpen);

    /// <summary>Looks who can be reached now, and tells what has changed.</summary>
    private void Look()
    {
        List<(string Agent, bool IsReachable)> changed;
        lock (_lock)
        {
            var before = _reach.Devices;
            var bindings = _devices.Keys.SelectMany(d => Open(d).Select(b => (Device: d, b.ReturnPath.Remote))).ToList();
            var after = bindings.Select(static b => b.Device).ToHashSet(StringComparer.Ordinal);
            _reach = new Reach(after, [.. bindings.Select(static b => b.Remote)], [.. bindings.Select(static b => b.Remote.Address)]);
            foreach (var device in before.Except(after))
            {
                _logger.PhoneIs(device, "gone");
            }

            foreach (var device in after.Except(before))
            {
                _logger.PhoneIs(device, "registered");
            }

            changed = [.. _agents.Where(a => !_numbers.ContainsKey(a.Key)).Select(a => (Agent: a.Key, Before: a.Value.Any(before.Contains), After: a.Value.Any(after.Contains)))
                .Where(static a => a.Before != a.After).Select(static a => (a.Agent, a.After))];
            foreach (var (agent, isReachable) in changed)
            {
                PhoneChanged?.Invoke(agent, isReachable); // in order, hence inside
            }
        }
    }

    private sealed record Reach(HashSet<string> Devices, HashSet<IPEndPoint> EndPoints, HashSet<IPAddress> Addresses);
}
