using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>Where a run takes place that an event begins: by which endpoint the center writes to the customer first.</summary>
internal sealed class EventPlaces(ITenantStorage storage, LiveConfiguration configuration)
{
    /// <summary>
    /// The place; or why there is none. Of the endpoints that can write first to an address of the customer, those that run the script come before those of the script's
    /// own channels, and these before the others: of the first of these groups that is not empty it takes the only one.
    /// </summary>
    /// <param name="program">What begins.</param>
    /// <param name="interaction">The interaction that is opened for it.</param>
    /// <param name="customer">The customer.</param>
    /// <param name="named">The address the event named; null for none.</param>
    public async ValueTask<(ScriptPlace? Place, EventEnd? Why)> FindAsync(ScriptProgram program, InteractionId interaction, CustomerId customer, Address? named)
    {
        var known = await storage.Customers.FindAddressesAsync(customer, CancellationToken.None).ConfigureAwait(false);
        if (known is { Count: 0 } || (known is null && named is null))
        {
            return (null, known is null ? EventEnd.Unreadable : EventEnd.Erased);
        }

        var addresses = known ?? [];

        var endpoints = configuration.Current.Endpoints;
        var reaching = endpoints.All.OrderBy(static one => one.Id.Value, StringComparer.Ordinal)
            .Select(one => (Endpoint: one, To: endpoints.StartsTo(one) is { } kind ? (named?.Kind == kind ? named : addresses.FirstOrDefault(to => to.Kind == kind)) : null))
            .Where(static one => one.To is not null).ToList();
        var group = reaching.FindAll(one => endpoints.Options(one.Endpoint.Id)?.Script == program.Name) is { Count: > 0 } running ? running
            : reaching.FindAll(one => program.Channels.Contains(one.Endpoint.Channel.Value)) is { Count: > 0 } speaking ? speaking
            : reaching;
        return group switch
        {
            [var (endpoint, to)] => (new ScriptPlace(interaction, customer, endpoint.Id, endpoint.Channel, to!.Kind, to.Value), null),
            [] => (null, EventEnd.NoEndpoint),
            _ => (null, EventEnd.SeveralEndpoints),
        };
    }
}
