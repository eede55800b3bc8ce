using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Registrations;

/// <summary>Knows where users' phones are: answers REGISTER, with digest. RFC 3261 section 10.3.</summary>
/// <remarks>
/// Safe from any thread. Users are those whose secret <see cref="IDigestSecrets"/> finds; a user it does not know and a wrong password look the same. Bindings live in memory: after a
/// restart phones register again by themselves, within the time they registered for.
/// </remarks>
public sealed class SipRegistrar
{
    private readonly SipRegistrarOptions _options;
    private readonly DigestServer _digest;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ImmutableArray<SipBinding>> _users = new(StringComparer.Ordinal);

    /// <summary>A registrar of one domain.</summary>
    public SipRegistrar(SipRegistrarOptions options, IDigestSecrets secrets, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        (_options, _time) = (options, time);
        _digest = new DigestServer(secrets, options.Digest, time, RandomNumberGenerator.Create());
    }

    /// <summary>
    /// The phones of a user, who is named, have changed by a REGISTER. Raised before that is answered, so that whoever is told is not later than a phone that calls at once; the answer waits
    /// for the handler.
    /// </summary>
    public event Action<string>? Changed;

    /// <value>Users with a phone now, about.</value>
    public int Users => _users.Count;

    /// <summary>The phones of a user, the one that registered last first.</summary>
    /// <param name="user">The part before the <c>@</c>, its escapes resolved.</param>
    public ImmutableArray<SipBinding> Of(string user)
    {
        ArgumentNullException.ThrowIfNull(user);
        var now = _time.GetUtcNow();
        return _users.TryGetValue(user, out var bindings) ? [.. bindings.Where(b => b.ExpiresAt > now)] : [];
    }

    /// <summary>Judges a request's digest, and challenges it where there is none that holds.</summary>
    /// <param name="incoming">A request of a user of the domain outside calls, such as REGISTER or MESSAGE.</param>
    /// <param name="cancellationToken">Stops; it may not have been answered then.</param>
    /// <returns>The user; null when the request has been answered: challenged, or refused.</returns>
    public async Task<string?> AuthenticateAsync(SipIncomingRequest incoming, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(incoming);
        var peer = incoming.ReturnPath.Remote.Address.ToString();
        var (verdict, hasOurNonce) = await JudgeAsync(incoming.Request, peer, cancellationToken).ConfigureAwait(false);
        incoming.Judged(verdict.Outcome, hasOurNonce);
        switch (verdict.Outcome)
        {
            case DigestOutcome.Accepted:
                return verdict.User;
            case DigestOutcome.Malformed:
                await incoming.AnswerAsync(400, "Bad Credentials", null, cancellationToken).ConfigureAwait(false);
                return null;
            default:
                await incoming.AnswerAsync(401, null, response => Challenge(response, verdict, peer), cancellationToken).ConfigureAwait(false);
                return null;
        }
    }

    /// <summary>Judges the digest of a call's INVITE, and challenges it where there is none that holds.</summary>
    /// <param name="call">A call of a user of the domain that has not been answered.</param>
    /// <param name="cancellationToken">Stops; it may not have been refused then.</param>
    /// <returns>The user; null when the call has been refused. One that was challenged comes again with credentials, as another call.</returns>
    public async Task<string?> AuthenticateAsync(SipCall call, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(call);
        var peer = call.Remote?.Address.ToString() ?? throw new ArgumentException("The call is one of ours; only those of others can be authenticated.", nameof(call));
        var (verdict, hasOurNonce) = await JudgeAsync(call.Invite, peer, cancellationToken).ConfigureAwait(false);
        call.Judged(verdict.Outcome, hasOurNonce);
        switch (verdict.Outcome)
        {
            case DigestOutcome.Accepted:
                return verdict.User;
            case DigestOutcome.Malformed:
                await call.RefuseAsync(400, "Bad Credentials", null, cancellationToken).ConfigureAwait(false);
                return null;
            default:
                await call.RefuseAsync(401, null, response => Challenge(response, verdict, peer), cancellationToken).ConfigureAwait(false);
                return null;
        }
    }

    /// <summary>Answers a REGISTER: 200 with all phones of the user, or why not.</summary>
    /// <param name="incoming">The request.</param>
    /// <param name="cancellationToken">Stops; it may not have been answered then.</param>
    /// <returns>What the user's phones are now; null when it was refused or challenged.</returns>
    public async Task<ImmutableArray<SipBinding>?> RegisterAsync(SipIncomingRequest incoming, CancellationToken cancellationToken = default)
    {
        if (await AuthenticateAsync(incoming, cancellationToken).ConfigureAwait(false) is not { } user)
        {
            return null;
        }

        var request = incoming.Request;
        if (request.To.Uri.User != user)
        {
            await incoming.AnswerAsync(403, "Not Your Address", null, cancellationToken).ConfigureAwait(false); // section 10.3, step 4
            return null;
        }

        var changes = Asked(incoming, out var refusal);
        if (refusal is { } status)
        {
            await incoming.AnswerAsync(
                status, status == 439 ? "First Hop Lacks Outbound Support" : null, status == 423 ? response => response.Set(SipHeaderName.MinExpires, Seconds(_options.MinExpires)) : null, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var now = _time.GetUtcNow();
        ImmutableArray<SipBinding> after;
        while (true)
        {
            var before = _users.GetValueOrDefault(user, []);
            if (After(before, changes, request, now) is not { } next)
            {
                await incoming.AnswerAsync(500, "Out Of Order", null, cancellationToken).ConfigureAwait(false); // section 10.3, step 7
                return null;
            }

            after = next;
            if (after.IsEmpty ? before.IsEmpty || _users.TryRemove(KeyValuePair.Create(user, before)) : before.IsEmpty ? _users.TryAdd(user, after) : _users.TryUpdate(user, after, before))
            {
                break;
            }
        }

        Changed?.Invoke(user);
        await incoming.AnswerAsync(
            200,
            null,
            response =>
            {
                foreach (var binding in after)
                {
                    response.Add(SipHeaderName.Contact, binding.Contact.With("expires", Seconds(binding.ExpiresAt - now)));
                }

                if (UsesOutbound(request))
                {
                    response.Set(SipHeaderName.Require, "outbound");
                }

                response.Set(SipHeaderName.Date, now.ToString("r", CultureInfo.InvariantCulture));
            },
            cancellationToken).ConfigureAwait(false);
        return after;
    }

    private ValueTask<(DigestVerdict Verdict, bool HasOurNonce)> JudgeAsync(SipRequest request, string peer, CancellationToken cancellationToken) => _digest.JudgeAsync(
        request.Headers.Where(static h => h.Name == SipHeaderName.Authorization).Select(static h => h.Value), _options.Domain, request.Method.Name, request.Uri.ToString(), request.Body, peer, cancellationToken);

    /// <summary>A challenge is good for the address it is sent to alone: what answers it shows that it arrived there.</summary>
    private void Challenge(SipResponseBuilder response, DigestVerdict verdict, string peer)
    {
        foreach (var challenge in _digest.Challenge(_options.Domain, verdict.IsStale, peer))
        {
            response.Add(SipHeaderName.WwwAuthenticate, challenge.ToString());
        }
    }

    /// <summary>What a REGISTER wants: each contact with its time, 0 to be forgotten; null: to forget all.</summary>
    private List<SipBinding>? Asked(SipIncomingRequest incoming, out int? refusal)
    {
        var (request, now) = (incoming.Request, _time.GetUtcNow());
        refusal = null;
        if (request.IsContactWildcard)
        {
            refusal = request.Expires == 0 ? null : 400; // section 10.2.2
            return null;
        }

        var contacts = request.Addresses(SipHeaderName.Contact);
        if (contacts.Length > _options.MaxBindings)
        {
            refusal = 403;
            return [];
        }

        var usesOutbound = UsesOutbound(request);
        if (usesOutbound && request.Values(SipHeaderName.Via).Length > 1)
        {
            refusal = 439; // a proxy between that keeps no ways: RFC 5626 section 6
            return [];
        }

        var asked = new List<SipBinding>();
        foreach (var contact in contacts)
        {
            var seconds = contact.Expires ?? request.Expires ?? (uint)_options.MaxExpires.TotalSeconds;
            if (seconds > 0 && seconds < _options.MinExpires.TotalSeconds)
            {
                refusal = 423;
            }

            if (!contact.Uri.IsSip)
            {
                refusal = 400;
            }

            asked.Add(new SipBinding(
                Named(contact, usesOutbound), incoming.ReturnPath, now + TimeSpan.FromSeconds(Math.Min(seconds, _options.MaxExpires.TotalSeconds)), request.Header(SipHeaderName.UserAgent) ?? "")
            {
                CallId = request.CallId,
                CSeq = request.CSeq.Number,
            });
        }

        return asked;
    }

    /// <returns>Null when the request comes after a newer one of the same phone.</returns>
    private ImmutableArray<SipBinding>? After(ImmutableArray<SipBinding> before, List<SipBinding>? asked, SipRequest request, DateTimeOffset now)
    {
        var kept = before.RemoveAll(b => b.ExpiresAt <= now);
        if (kept.Any(b => b.CallId == request.CallId && request.CSeq.Number <= b.CSeq && (asked is null || asked.Exists(b.IsReplacedBy))))
        {
            return null;
        }

        if (asked is null)
        {
            return [];
        }

        foreach (var one in asked)
        {
            kept = kept.RemoveAll(b => b.IsReplacedBy(one));
        }

        var after = asked.Where(a => a.ExpiresAt > now).Concat(kept).ToImmutableArray();
        return after.Length > _options.MaxBindings ? after[.._options.MaxBindings] : after; // the ones that have been silent for longest make room
    }

    private static bool UsesOutbound(SipRequest request) =>
        request.HasToken(SipHeaderName.Supported, "outbound") && request.Addresses(SipHeaderName.Contact).Any(static c => c.Parameters.Has("+sip.instance") && c.Parameters.Has("reg-id"));

    /// <summary>A contact as it is kept: with the names of the phone and its way, where it has them.</summary>
    private static SipAddress Named(SipAddress contact, bool usesOutbound) =>
        usesOutbound && contact.Parameters["+sip.instance"] is { } instance && contact.Parameters["reg-id"] is { } id
            ? new SipAddress(contact.Uri.WithoutHeaders(), null, SipParameters.Empty.With("+sip.instance", instance, quoted: true).With("reg-id", id))
            : new SipAddress(contact.Uri.WithoutHeaders());

    private static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
