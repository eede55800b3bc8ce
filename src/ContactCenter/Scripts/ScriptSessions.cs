using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Interactions;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Sessions;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>Which sessions a script's message starts: by which endpoint, to whom.</summary>
internal sealed class ScriptSessions(ITenantStorage storage, LiveConfiguration configuration, NewSessions sessions, ILogger logger)
{
    /// <summary>The sessions; none where the message cannot be sent.</summary>
    /// <param name="run">The run.</param>
    /// <param name="row">Where it speaks; null where that is not known.</param>
    /// <param name="prompt">What is sent.</param>
    /// <param name="recipients">To whom; null for the interaction's own customer.</param>
    public async ValueTask<ImmutableArray<NewSession>> FindAsync(Guid run, InteractionRow? row, ScriptPrompt prompt, ImmutableArray<string>? recipients)
    {
        var channel = prompt.Channel ?? row?.Channel.Value ?? "";
        var isEmpty = prompt is { Template: not null, Body.Length: 0 };
        if (isEmpty || row is null || !KeyRules.IsValid(channel) || EndpointFor(row, new ChannelKind(channel)) is not { } by
            || configuration.Current.Endpoints.StartsTo(by) is not { } kind)
        {
            ScriptLog.CannotSend(logger, run, channel, isEmpty ? $"the template '{prompt.Template}' comes to no text" : "no endpoint on it can write first");
            return [];
        }

        var own = recipients is null ? await storage.Customers.FindAddressesAsync(row.Customer, CancellationToken.None).ConfigureAwait(false) ?? [] : [];
        var found = ImmutableArray.CreateBuilder<NewSession>();
        foreach (var to in (recipients ?? [.. own.Where(to => to.Kind == kind).Take(1).Select(static to => to.Value)]).Where(static to => to.Length > 0).Distinct())
        {
            var (session, fault) = await sessions.FindAsync(row.Id, by.Id, new Address(kind, to), CancellationToken.None).ConfigureAwait(false);
            if (session is null)
            {
                ScriptLog.CannotSend(logger, run, channel, fault?.Code ?? "");
            }
            else
            {
                found.Add(session);
            }
        }

        return found.ToImmutable();
    }

    /// <summary>In a conversation of the same channel that the center opened itself the one it was opened by; else the one that reaches the channel from there.</summary>
    private Endpoint? EndpointFor(InteractionRow row, ChannelKind channel)
    {
        var endpoints = configuration.Current.Endpoints;
        var own = row.Channel == channel ? endpoints.Find(row.Endpoint) : null;
        return row.Sessions.IsEmpty && own is not null ? own : endpoints.ReachBy(row.Endpoint, channel) ?? own;
    }
}
