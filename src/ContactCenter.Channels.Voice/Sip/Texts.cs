using System.Text;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Texts by MESSAGE, outside of calls. RFC 3428. Thread-safe.</summary>
internal sealed class Texts(SipEndpoint endpoint, PhoneBook phones, TrunkTable table, IReadOnlyDictionary<string, TrunkLink> links, VoiceOptions options)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a MESSAGE whose sender is known, and answers it once it is kept.</summary>
    public static async Task TakeAsync(SipIncomingRequest incoming, string line, CallFacts facts, Func<SipText, Task<int>>? received, CancellationToken cancellationToken)
    {
        var request = incoming.Request;
        if (TextOf(request) is not { } written)
        {
            await incoming.AnswerAsync(415, null, static response => response.Set(SipHeaderName.Accept, "text/plain"), cancellationToken).ConfigureAwait(false);
            return;
        }

        if (received is null)
        {
            await incoming.AnswerAsync(405, null, static response => response.Set(SipHeaderName.Allow, SipTelephone.Allowed), cancellationToken).ConfigureAwait(false);
            return;
        }

        var status = await received(new SipText(line, facts.From, facts.To, written, $"{request.CallId};{request.CSeq.Number}")).ConfigureAwait(false);
        await incoming.AnswerAsync(status, null, response => { if (status == 503) { response.Set(SipHeaderName.RetryAfter, "30"); } }, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int?> SendAsync(SipText text, CancellationToken cancellationToken)
    {
        if (text.Line == LineNames.Phone)
        {
            // To each telephone; one that takes it is enough.
            int? best = null;
            foreach (var binding in phones.BindingsOf(text.To))
            {
                var from = new SipAddress(SipUri.Create(text.From, options.Phones.Realm));
                var status = await SendAsync(binding.Contact.Uri, from, text, null, null, binding.ReturnPath, cancellationToken).ConfigureAwait(false);
                best = best is null || status < best ? status : best;
            }

            return best;
        }

        using var guarded = table.Permit(text.To); // a text costs, too
        int? last = null;
        foreach (var (trunk, _) in guarded is null ? [] : table.Choose(text.To, text.Line == LineNames.Any ? null : text.Line))
        {
            var link = links[trunk.Name];
            var shown = trunk.Numbers.Dialled(SipLines.Shown(trunk, text.From));
            var us = new SipAddress(SipUri.Create(trunk.Options.FromUser ?? (shown.Length > 0 ? shown : trunk.Options.Username), link.Uri.Host));
            last = await SendAsync(SipLines.UriOf(link, text.To), us, text, link.Uri, link.Credentials, null, cancellationToken).ConfigureAwait(false);
            if (last != 503)
            {
                break; // taken, refused, or nobody knows: by another trunk it might arrive twice
            }
        }

        return last;
    }

    /// <summary>What a MESSAGE says; null where that is not plain text in UTF-8. RFC 3428 section 6, RFC 3261 section 8.2.3.</summary>
    private static string? TextOf(SipRequest request)
    {
        if (request.ContentType is { } type && !(type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) && type.Subtype.Equals("plain", StringComparison.OrdinalIgnoreCase)
            && (type.Parameters["charset"]?.Trim('"').ToLowerInvariant() is null or "utf-8" or "utf8" or "us-ascii")))
        {
            return null;
        }

        try
        {
            return Strict.GetString(request.Body.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private async Task<int> SendAsync(SipUri to, SipAddress from, SipText text, SipUri? way, SipCredentials? credentials, SipReturnPath? path, CancellationToken cancellationToken)
    {
        var request = SipRequest.Create(SipMethod.Message, to, from.WithTag(Tokens.New()), new SipAddress(to), text.Id.Length > 0 ? text.Id : Tokens.New(), 1).Body(Encoding.UTF8.GetBytes(text.Text), "text/plain;charset=utf-8").Build();
        return (await endpoint.RequestAsync(request, way, credentials, path, cancellationToken).ConfigureAwait(false)).Status;
    }
}
