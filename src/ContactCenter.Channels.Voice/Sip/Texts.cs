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
    /// <summary>Reads a MESSAGE whose sender is known, and answers it once it is kept.</summary>
    public static async Task TakeAsync(SipIncomingRequest incoming, string line, CallFacts facts, Func<SipText, Task<bool>>? received, CancellationToken cancellationToken)
    {
        var request = incoming.Request;
        if (request.ContentType is { } type && !(type.Type.Equals("text", StringComparison.OrdinalIgnoreCase) && type.Subtype.Equals("plain", StringComparison.OrdinalIgnoreCase)))
        {
            await incoming.AnswerAsync(415, null, static response => response.Set(SipHeaderName.Accept, "text/plain"), cancellationToken).ConfigureAwait(false);
            return;
        }

        if (received is null)
        {
            await incoming.AnswerAsync(405, null, static response => response.Set(SipHeaderName.Allow, SipTelephone.Allowed), cancellationToken).ConfigureAwait(false);
            return;
        }

        var text = new SipText(line, facts.From, facts.To, Encoding.UTF8.GetString(request.Body.Span), $"{request.CallId};{request.CSeq.Number}");
        var isKept = await received(text).ConfigureAwait(false);
        await incoming.AnswerAsync(isKept ? 200 : 503, null, response => { if (!isKept) { response.Set(SipHeaderName.RetryAfter, "30"); } }, cancellationToken).ConfigureAwait(false);
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
                var status = await SendAsync(binding.Contact.Uri, from, text.Text, null, null, binding.ReturnPath, cancellationToken).ConfigureAwait(false);
                best = best is null || status < best ? status : best;
            }

            return best;
        }

        if (table.Choose(text.To, text.Line == LineNames.Any ? null : text.Line) is not [var (trunk, _), ..])
        {
            return null;
        }

        var link = links[trunk.Name];
        var shown = trunk.Numbers.Dialled(SipLines.Shown(trunk, text.From));
        var us = new SipAddress(SipUri.Create(trunk.Options.FromUser ?? (shown.Length > 0 ? shown : trunk.Options.Username), link.Uri.Host));
        return await SendAsync(SipLines.UriOf(link, text.To), us, text.Text, link.Uri, link.Credentials, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> SendAsync(SipUri to, SipAddress from, string text, SipUri? way, SipCredentials? credentials, SipReturnPath? path, CancellationToken cancellationToken)
    {
        var request = SipRequest.Create(SipMethod.Message, to, from.WithTag(Tokens.New()), new SipAddress(to), Tokens.New(), 1).Body(Encoding.UTF8.GetBytes(text), "text/plain;charset=utf-8").Build();
        return (await endpoint.RequestAsync(request, way, credentials, path, cancellationToken).ConfigureAwait(false)).Status;
    }
}
