using ContactCenter.Channels;
using ContactCenter.Desk;
using Microsoft.Extensions.DependencyInjection;

namespace Roles.Tests.Host;

/// <summary>
/// What goes on in the tenant: customers write, and <see cref="People.Owner"/>, the only agent who is ready, is asked and takes it. What he has is another's to
/// the agent of the matrix.
/// </summary>
internal sealed class Floor(IServiceProvider services) : IAsyncDisposable
{
    private readonly HashSet<OfferId> _seen = [];
    private readonly List<IAsyncDisposable> _connections = [];
    private int _customers;

    private IDesk Owner => Desk(People.Owner);

    public async Task OpenAsync()
    {
        _connections.Add(await Owner.ConnectAsync());
        await DoAsync(Owner, new DeskCommand.SignIn());
        await DoAsync(Owner, new DeskCommand.SetReady());
    }

    /// <summary>The desk of a caller in the tenant that is asked for.</summary>
    public IDesk Desk(Caller caller) => services.GetRequiredService<IDesks>()
        .Open(new Principal(PrincipalKind.Person, caller.Name ?? "nobody") { Tenants = caller.Name is null ? [] : [caller.Tenant], Roles = [.. caller.Roles] }, People.Acme);

    /// <summary>A customer writes, and the owner is asked.</summary>
    public async Task<OfferView> OfferAsync()
    {
        await Owner.DoAsync(new DeskCommand.SetReady(), Guid.NewGuid()); // a declined or missed offer, or a supervisor, may have ended it
        var number = Address.Phone($"+39333{2_000_000 + ++_customers}");
        var endpoint = services.GetRequiredService<IEndpointDirectory>().Find(ChannelKind.Sms, Address.Phone("+390600000001"))!;
        var result = await services.GetRequiredService<IInbox>().ReceiveAsync(new InboundMessage { Endpoint = endpoint, ProviderId = $"SM{_customers}", From = number, Text = "Hello." });
        result.IsDurable.ShouldBeTrue();
        var offer = await UntilAsync(async () => (await Owner.AgentAsync()).Offers.FirstOrDefault(o => !_seen.Contains(o.Offer)), async () => $"an offer: {await Owner.AgentAsync()}");
        _seen.Add(offer.Offer);
        return offer;
    }

    /// <summary>The same, and the owner has the conversation.</summary>
    public async Task<InteractionView> TakeAsync()
    {
        var offer = await OfferAsync();
        await DoAsync(Owner, new DeskCommand.AcceptOffer(offer.Offer));
        return await UntilAsync(async () => await Owner.InteractionAsync(offer.Interaction) is { MayWrite: true } view ? view : null, static () => Task.FromResult("the conversation's being the owner's"));
    }

    /// <summary>Nobody needs it any more: the owner has room again.</summary>
    public async Task ClearAsync(InteractionId interaction) =>
        await Supervisor.DoAsync(new DeskCommand.CloseInteraction(interaction, new DispositionCode("information")), Guid.NewGuid());

    /// <summary>Something happens that the caller's desk is told.</summary>
    public async Task StirAsync(Caller caller)
    {
        var isAgent = caller.Roles.Contains(Role.Agent);
        var desk = isAgent ? Desk(caller) : Owner;
        await desk.DoAsync(new DeskCommand.SignIn(), Guid.NewGuid());
        await desk.DoAsync(new DeskCommand.SetNotReady(NotReadyReason.Break), Guid.NewGuid());
        await desk.DoAsync(isAgent ? new DeskCommand.SignOut() : new DeskCommand.SetReady(), Guid.NewGuid());
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private IDesk Supervisor => Desk(People.All.Single(static c => c.Column == "supervisor"));

    private static async Task DoAsync(IDesk desk, DeskCommand command)
    {
        var result = await desk.DoAsync(command, Guid.NewGuid());
        result.IsDone.ShouldBeTrue($"{command}: {result}");
    }

    private static async Task<T> UntilAsync<T>(Func<Task<T?>> find, Func<Task<string>> what)
        where T : class
    {
        for (var tries = 0; tries < 2_400; tries++)
        {
            if (await find() is { } found)
            {
                return found;
            }

            await Task.Delay(25);
        }

        throw new TimeoutException($"A minute without {await what()}.");
    }
}
