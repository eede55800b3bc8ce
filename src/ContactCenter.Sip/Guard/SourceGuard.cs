using System.Net;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sip.Guard;

/// <summary>
/// Stands before the transactions of an endpoint: blocks sources that fail too often, and sends no more datagrams to an address than it got from there until somebody there has shown that
/// they arrive.
/// </summary>
/// <remarks>
/// Safe from any thread; nothing here waits. Two tables: strangers, which forged addresses can fill and which therefore hold nothing that hurts to lose; and sources that were proven or
/// blocked, which take an exchange with the address to get into.
/// </remarks>
internal sealed class SourceGuard(SipGuardOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>What a stranger may gather: enough for a call, and not for a burst.</summary>
    private const int MaxCredit = 65_536;

    /// <summary>What is left for the final response when a stranger is sent a provisional one: after that it does not repeat its request.</summary>
    private const int Reserve = 2_000;

    private static readonly TimeSpan ProofLasts = TimeSpan.FromDays(1);
    private static readonly TimeSpan MutedPace = TimeSpan.FromSeconds(1);

    private readonly IPNetwork[] _trusted = [.. options.Trusted];
    private readonly string[] _scanners = options.DropsScanners ? [.. options.Scanners] : [];
    private readonly SourceTable _strangers = new(options.MaxSources);
    private readonly SourceTable _known = new(options.MaxSources);
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private long _dropped;

    /// <summary>What was not heard, or not answered, since the start.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <summary>How many sources are remembered.</summary>
    public int Sources
    {
        get
        {
            lock (_lock)
            {
                return _strangers.Count + _known.Count;
            }
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Whether something that came is looked at.</summary>
    /// <param name="flow">What it came on.</param>
    /// <param name="bytes">The size of a datagram.</param>
    public bool Admits(SipFlow flow, int bytes)
    {
        if (IsTrusted(flow.Remote.Address))
        {
            return true;
        }

        var key = SourceKey.Of(flow.Remote.Address);
        lock (_lock)
        {
            var now = Now;
            var known = _known.Find(key);
            if (known?.BlockedUntil > now)
            {
                _dropped++;
                return false;
            }

            if (flow.Kind != SipTransportKind.Udp || known?.ProvenUntil > now)
            {
                return true;
            }

            var stranger = _strangers.FindOrAdd(key);
            stranger.Credit = Math.Min(stranger.Credit + bytes + Overhead(key), MaxCredit);
            return IsHeard(stranger, now);
        }
    }

    /// <summary>Whether connections of an address are taken.</summary>
    public bool Admits(IPAddress address)
    {
        if (IsTrusted(address))
        {
            return true;
        }

        lock (_lock)
        {
            return _known.Find(SourceKey.Of(address))?.BlockedUntil is not { } until || until <= Now;
        }
    }

    /// <summary>Whether a request that was read is heard: none of a scanner that says so; and where an address that somebody proven has fails too often, what shows nothing of ours once a second.</summary>
    public bool Admits(SipFlow flow, SipRequest request)
    {
        if (IsTrusted(flow.Remote.Address))
        {
            return true;
        }

        if (_scanners.Length > 0 && request.Header(SipHeaderName.UserAgent) is { } agent && Array.Exists(_scanners, name => agent.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            Interlocked.Increment(ref _dropped);
            GuardLog.Scanner(logger, flow.Remote);
            return false;
        }

        if (flow.Kind != SipTransportKind.Udp || request.To.Tag is not null || request.Method == SipMethod.Ack || request.Method == SipMethod.Cancel
            || request.Has(SipHeaderName.Authorization) || request.Has(SipHeaderName.ProxyAuthorization))
        {
            return true;
        }

        var key = SourceKey.Of(flow.Remote.Address);
        lock (_lock)
        {
            var now = Now;
            return _known.Find(key)?.ProvenUntil is not { } proven || proven <= now || _strangers.Find(key) is not { } same || IsHeard(same, now); // the others have been asked before
        }
    }

    /// <summary>Whether a response may go out: to a stranger no more than came from there.</summary>
    /// <param name="flow">What it goes out on.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="status">100 would end the very repeats that more can be sent for: a stranger does not get it.</param>
    public bool MayAnswer(SipFlow flow, int bytes, int status)
    {
        if (flow.Kind != SipTransportKind.Udp || IsTrusted(flow.Remote.Address))
        {
            return true;
        }

        var key = SourceKey.Of(flow.Remote.Address);
        lock (_lock)
        {
            if (_known.Find(key)?.ProvenUntil > Now)
            {
                return true;
            }

            var cost = bytes + Overhead(key);
            if (status == 100 || _strangers.Find(key) is not { } stranger || stranger.Credit < cost + (status < 200 ? Reserve : 0))
            {
                _dropped++;
                return false;
            }

            stranger.Credit -= cost;
            return true;
        }
    }

    /// <summary>Whether somebody at the address has shown that what we send arrives.</summary>
    public bool IsProven(SipFlow flow)
    {
        if (flow.Kind != SipTransportKind.Udp || IsTrusted(flow.Remote.Address))
        {
            return true;
        }

        lock (_lock)
        {
            return _known.Find(SourceKey.Of(flow.Remote.Address))?.ProvenUntil > Now;
        }
    }

    /// <summary>What came shows that what we sent to the address arrived: it has a branch, tag or nonce that only we and who got it know.</summary>
    public void Heard(SipFlow flow)
    {
        if (flow.Kind != SipTransportKind.Udp || IsTrusted(flow.Remote.Address))
        {
            return;
        }

        var key = SourceKey.Of(flow.Remote.Address);
        lock (_lock)
        {
            _known.FindOrAdd(key).ProvenUntil = Now + ProofLasts;
        }
    }

    /// <summary>Digest has been judged, by a nonce made for the address or another one.</summary>
    public void Judged(SipFlow flow, DigestOutcome outcome, bool hasOurNonce)
    {
        if (outcome == DigestOutcome.Accepted)
        {
            Heard(flow);
            lock (_lock)
            {
                _known.Find(SourceKey.Of(flow.Remote.Address))?.ForgetChallenges();
            }
        }
        else if (outcome == DigestOutcome.WrongOrUnknown && hasOurNonce && flow.Kind == SipTransportKind.Udp)
        {
            Heard(flow);
            Count(flow, SipFailure.Authentication, 1, 0, isShown: true);
            Count(flow, SipFailure.Authentication, -1, 0, isShown: false); // its 401 counts as what may be forged, and it is not
        }
    }

    /// <summary>A request got its final response.</summary>
    public void Answered(SipFlow flow, SipRequest request, SipResponse response)
    {
        if (response.Status is 401 or 407)
        {
            if (!request.Has(SipHeaderName.Authorization) && !request.Has(SipHeaderName.ProxyAuthorization))
            {
                Count(flow, SipFailure.Authentication, 0, 1, isShown: false);
            }
            else if (!response.Headers.Any(static h => (h.Name == SipHeaderName.WwwAuthenticate || h.Name == SipHeaderName.ProxyAuthenticate) && h.Value.Contains("stale=true", StringComparison.OrdinalIgnoreCase)))
            {
                Count(flow, SipFailure.Authentication, 1, 0, isShown: false);
            }
        }
        else if (request.To.Tag is null && IsUnknownNumber(response.Status))
        {
            Count(flow, SipFailure.UnknownNumber, 1, 0, isShown: false);
        }
    }

    /// <summary>Our refusal of an INVITE was acknowledged, with the tag that it had.</summary>
    public void Acknowledged(SipFlow flow, int status)
    {
        Heard(flow);
        if (IsUnknownNumber(status) && flow.Kind == SipTransportKind.Udp)
        {
            Count(flow, SipFailure.UnknownNumber, 1, 0, isShown: true);
        }
    }

    /// <summary>Something that is no message came.</summary>
    public void Malformed(SipFlow flow) => Count(flow, SipFailure.Malformed, 1, 0, isShown: false);

    /// <summary>Takes a block back.</summary>
    public void Unblock(IPAddress address)
    {
        var key = SourceKey.Of(address);
        lock (_lock)
        {
            _strangers.Remove(key);
            if (_known.Find(key) is { } known)
            {
                (known.BlockedUntil, known.Blocks) = (TimeSpan.MinValue, 0);
            }
        }
    }

    private static bool IsUnknownNumber(int status) => status is 404 or 484 or 604;

    /// <summary>The headers of IP and UDP.</summary>
    private static int Overhead(SourceKey key) => key.IsV6 ? 48 : 28;

    private bool IsTrusted(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(_trusted, network => network.Contains(plain));
    }

    private bool IsHeard(Source muted, TimeSpan now)
    {
        if (muted.BlockedUntil <= now)
        {
            return true;
        }

        if (now < muted.HeardAt)
        {
            _dropped++;
            return false;
        }

        muted.HeardAt = now + MutedPace;
        return true;
    }

    private void Count(SipFlow flow, SipFailure why, int failures, int challenges, bool isShown)
    {
        if (IsTrusted(flow.Remote.Address))
        {
            return;
        }

        var key = SourceKey.Of(flow.Remote.Address);
        var isComplete = isShown || flow.Kind != SipTransportKind.Udp;
        TimeSpan length;
        lock (_lock)
        {
            var now = Now;
            var source = (isComplete ? _known : _strangers).FindOrAdd(key);
            if (source.BlockedUntil > now || source.Count(failures, challenges, now, options.Window) < options.MaxFailures * Source.ChallengesOfAFailure)
            {
                return;
            }

            source.ForgetFailures();
            if (source.Blocks > 0 && now - source.BlockedUntil > options.MaxBlock)
            {
                source.Blocks = 0;
            }

            length = TimeSpan.FromTicks((long)Math.Min(options.Block.Ticks * Math.Pow(2, source.Blocks), options.MaxBlock.Ticks));
            source.Blocks++;
            (source.BlockedUntil, source.HeardAt) = (now + length, now + MutedPace);
        }

        Tell(new SipBlock(key.Address(), length, why, isComplete));
    }

    private void Tell(SipBlock block)
    {
        if (block.IsComplete)
        {
            GuardLog.Blocked(logger, block.Source, block.For, block.Why);
        }
        else
        {
            GuardLog.Muted(logger, block.Source, block.For, block.Why);
        }

        try
        {
            options.OnBlock?.Invoke(block);
        }
        catch (Exception e)
        {
            GuardLog.TellingFailed(logger, e);
        }
    }
}
