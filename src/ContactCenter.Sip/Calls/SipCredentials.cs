using System.Security.Cryptography;
using ContactCenter.Sip.Authentication;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Calls;

/// <summary>Who we are where a trunk, a registrar or a proxy asks. RFC 3261 section 22.</summary>
/// <param name="User">The name it knows.</param>
/// <param name="Secret">The password, or the hash for its realm.</param>
public sealed record SipCredentials(string User, DigestSecret Secret)
{
    /// <summary>Those of a name and its password.</summary>
    public static SipCredentials Of(string user, string password) => new(user, DigestSecret.FromPassword(password));

    /// <summary>For one call or registration: counts its challenges.</summary>
    internal SipAuthorization Begin() => new(new DigestClient(User, Secret, RandomNumberGenerator.Create()));
}

/// <summary>Answers the challenges of one call or registration. Of the signalling's mailbox.</summary>
internal sealed class SipAuthorization(DigestClient client)
{
    private readonly HashSet<string> _realms = new(StringComparer.Ordinal);

    /// <summary>Puts the answer to a 401 or 407 into the request that is sent next.</summary>
    /// <param name="request">What was challenged.</param>
    /// <param name="challenge">The response.</param>
    /// <param name="next">The request in the making.</param>
    /// <returns>False when there is no answer to it, or the secret is wrong.</returns>
    public bool Authorize(SipRequest request, SipResponse challenge, SipRequestBuilder next)
    {
        var isProxy = challenge.Status == 407;
        var challenges = DigestChallenge.ParseAll(challenge.Headers.Where(h => h.Name == (isProxy ? SipHeaderName.ProxyAuthenticate : SipHeaderName.WwwAuthenticate)).Select(static h => h.Value));
        if (client.Answer(challenges, request.Method.Name, request.Uri.ToString(), request.Body.Span, out var credentials) != DigestAnswer.Answered)
        {
            return false;
        }

        var name = isProxy ? SipHeaderName.ProxyAuthorization : SipHeaderName.Authorization;
        next.Remove(name);
        foreach (var one in credentials)
        {
            next.Add(name, one.ToString());
        }

        foreach (var one in challenges)
        {
            _realms.Add(one.Realm);
        }

        return true;
    }

    /// <summary>A request got through: the next challenge is the first again.</summary>
    public void Succeeded()
    {
        foreach (var realm in _realms)
        {
            client.Succeeded(realm);
        }
    }
}
