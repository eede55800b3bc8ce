using System.Net;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>What comes in: known by where it comes from, or refused. Thread-safe.</summary>
internal sealed class Reception(PhoneBook phones, IReadOnlyList<TrunkLink> links, SipLines lines, CallDirectory directory, LineMetrics metrics, ILogger logger)
{
    /// <summary>Makes a call of an INVITE, where somebody we know calls and there is a line.</summary>
    /// <returns>Null when it has been refused.</returns>
    public async Task<IncomingCall?> WelcomeAsync(SipCall call, CancellationToken cancellationToken)
    {
        if (call.Remote is not { } remote)
        {
            return null;
        }

        if (!phones.Knows(remote) && TrunkOf(remote, call.Invite) is { } link)
        {
            return await FromTrunkAsync(call, link, remote, cancellationToken).ConfigureAwait(false);
        }

        return phones.Knows(remote.Address) ? await FromPhoneAsync(call, remote, cancellationToken).ConfigureAwait(false) : await RefuseAsync(call, remote, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The trunk a request comes from; null for none.</summary>
    public TrunkLink? TrunkOf(IPEndPoint remote, SipRequest request) =>
        links.Select(l => (Link: l, Fit: l.Fits(remote, request))).Where(static l => l.Fit > 0).OrderByDescending(static l => l.Fit).ThenBy(static l => l.Link.Trunk.Name, StringComparer.Ordinal).FirstOrDefault().Link;

    private async Task<IncomingCall?> RefuseAsync(SipCall call, IPEndPoint remote, CancellationToken cancellationToken)
    {
        metrics.Refused("unknown");
        logger.Unknown("INVITE", remote);
        await call.RefuseAsync(403, cancellationToken: cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task<IncomingCall?> FromTrunkAsync(SipCall call, TrunkLink link, IPEndPoint remote, CancellationToken cancellationToken)
    {
        var (trunk, options) = (link.Trunk, link.Trunk.Options);
        var facts = CallFacts.Of(call.Invite, trunk.Numbers, options.Username);
        if ((options.WhenFull == VoiceWhenFull.Queue ? trunk.Lines.TryTakeOrWait() : trunk.Lines.TryTake()) is not { } line)
        {
            var isSentOn = options.WhenFull == VoiceWhenFull.Overflow && options.OverflowNumber is not null;
            metrics.Called(trunk.Name, "in", isSentOn ? "overflow" : "full");
            logger.Full(trunk.Name, trunk.Lines.Limit, isSentOn ? "is sent on" : "is busy");
            await (isSentOn
                ? call.RefuseAsync(302, null, response => response.Set(SipHeaderName.Contact, new SipAddress(SipLines.UriOf(link, options.OverflowNumber!))), cancellationToken)
                : call.RefuseAsync(486, cancellationToken: cancellationToken)).ConfigureAwait(false);
            return null;
        }

        metrics.Called(trunk.Name, "in", line.HasLine ? "taken" : "waiting");
        var taken = new TakenLine(line, trunk.Name, metrics);
        var voice = await TakeAsync(call, lines.SoundOf(link, remote.Address), taken, cancellationToken).ConfigureAwait(false);
        return voice is null ? null : new IncomingCall(voice, trunk.Name, facts, taken, options.Announcement, directory, logger);
    }

    /// <summary>A telephone of ours dials: it has to say who it is. RFC 3261 section 22.2.</summary>
    private async Task<IncomingCall?> FromPhoneAsync(SipCall call, IPEndPoint remote, CancellationToken cancellationToken)
    {
        var (device, challenges) = await phones.JudgeAsync(call.Invite, cancellationToken).ConfigureAwait(false);
        if (device is null)
        {
            await call.RefuseAsync(401, null, response =>
            {
                foreach (var challenge in challenges)
                {
                    response.Add(SipHeaderName.WwwAuthenticate, challenge.ToString());
                }
            }, cancellationToken).ConfigureAwait(false);
            return null;
        }

        var facts = new CallFacts(device, CallFacts.NameOf(call.Invite.From.DisplayName), CallFacts.UserOf(call.Invite.Uri), "");
        var voice = await TakeAsync(call, lines.SoundOfPhones(remote.Address), null, cancellationToken).ConfigureAwait(false);
        return voice is null ? null : new IncomingCall(voice, LineNames.Phone, facts, null, null, directory, logger);
    }

    private async Task<VoiceCall?> TakeAsync(SipCall call, VoiceSettings sound, TakenLine? taken, CancellationToken cancellationToken)
    {
        try
        {
            var voice = VoiceCall.Take(call, sound);
            if (await voice.CheckAsync(cancellationToken).ConfigureAwait(false))
            {
                return voice;
            }

            metrics.Refused("sound");
            taken?.Dispose();
            return null;
        }
        catch (MediaPortsExhaustedException e)
        {
            logger.NoPort(e);
            taken?.Dispose();
            await call.RefuseAsync(503, null, static response => response.Set(SipHeaderName.RetryAfter, "30"), cancellationToken).ConfigureAwait(false);
            return null;
        }
    }
}
