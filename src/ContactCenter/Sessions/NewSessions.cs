using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Desk;
using ContactCenter.Door;
using ContactCenter.Endpoints;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Sessions;

/// <summary>
/// Looks up what the center needs to write first: whether the endpoint can, whose address it is, and which session the door will name when
/// its owner answers. Starting it is the interaction's own decision.
/// </summary>
internal sealed class NewSessions(ITenantStorage storage, LiveConfiguration configuration, InteractionIndex interactions, ILogger<NewSessions> logger)
{
    /// <summary>The session that <paramref name="interaction"/> may start, or why not.</summary>
    public async ValueTask<(NewSession? Session, DeskResult? Fault)> FindAsync(
        InteractionId interaction, EndpointId endpoint, Address to, CancellationToken cancellationToken)
    {
        var endpoints = configuration.Current.Endpoints;
        if (endpoints.Find(endpoint) is not { } from)
        {
            return Invalid("CC1241", $"There is no endpoint '{endpoint}'; choose one of the conversation's list.");
        }

        if (endpoints.StartsTo(from) is not { } kind || to.Kind != kind)
        {
            return Invalid("CC1242", $"The endpoint '{endpoint}' ({from.Channel}) cannot write first to an address of the kind '{to.Kind}'; choose another endpoint, or an address it can reach.");
        }

        if (AddressRules.Canonical(to, from) is not { } address)
        {
            return Invalid("CC1243", $"This is no address of the kind '{to.Kind}'; write a telephone number with its country, such as +393331234567, or a whole mail address.");
        }

        var customer = await storage.Customers.IdentifyAsync(address, cancellationToken).ConfigureAwait(false);
        var session = new NewSession(SessionNaming.IdFor(from, customer, ""), from.Id, from.Channel, "", address.Kind, customer, new PersonalText(address.Value));
        return await interactions.OfSessionAsync(storage.Views, session.Id, customer, cancellationToken).ConfigureAwait(false) is { } other && other != interaction
            ? (null, new DeskResult(DeskStatus.Refused, "CC1244", $"Somebody is writing with this address already, in the conversation {other}; answer there, or have it transferred."))
            : (session, null);
    }

    /// <summary>The session of a call of ours; each call is one of its own.</summary>
    public async ValueTask<NewSession> OfCallAsync(Endpoint from, Address to, CallId call)
    {
        var customer = await storage.Customers.IdentifyAsync(to, CancellationToken.None).ConfigureAwait(false);
        return new NewSession(SessionNaming.IdFor(from, customer, call.Thread), from.Id, from.Channel, call.Thread, to.Kind, customer, new PersonalText(to.Value));
    }

    /// <summary>
    /// How a wish to be reached can be met. What cannot be met as it was asked for, because no endpoint serves it, the address is none, or its
    /// session is another conversation's, needs a person: it has no endpoint, or asks for no confirmation.
    /// </summary>
    public async ValueTask<ReachPlan> PlanAsync(Entry received, MessageReceived facts, ReachWindow wish, CancellationToken cancellationToken)
    {
        var endpoints = configuration.Current.Endpoints;
        var endpoint = endpoints.ReachBy(facts.Endpoint, wish.Channel) is { } found && endpoints.StartsTo(found) is not null ? found : null;
        var plan = new ReachPlan(wish.Channel, endpoint?.Id, wish.From, wish.Until);
        try
        {
            return endpoint is null ? plan : await WithConfirmationAsync(plan, endpoint.Id, received, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not LogUnavailableException)
        {
            SessionLog.CannotConfirm(logger, e, received.Id);
            return plan; // whatever is wrong with the address, the message goes its way
        }
    }

    private async ValueTask<ReachPlan> WithConfirmationAsync(ReachPlan plan, EndpointId endpoint, Entry received, CancellationToken cancellationToken)
    {
        if (await storage.PersonalData.ReachOfAsync(received, cancellationToken).ConfigureAwait(false) is not { Confirmation: { } question } where)
        {
            return plan;
        }

        var interaction = interactions.TargetOf(received.Id) ?? interactions.OfSession(received.Links.Session.GetValueOrDefault());
        var (confirm, _) = await FindAsync(interaction.GetValueOrDefault(), endpoint, where.Address, cancellationToken).ConfigureAwait(false);
        return confirm is null ? plan : plan with { Confirm = confirm, Confirmation = new PersonalText(question) };
    }

    private static (NewSession?, DeskResult) Invalid(string code, string message) => (null, new DeskResult(DeskStatus.Invalid, code, message));
}
