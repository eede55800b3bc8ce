using ContactCenter.Campaigns;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Endpoints;
using ContactCenter.Journal;
using ContactCenter.Lists;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>One person's campaigns: checks the role, then asks the tenant that runs at this moment.</summary>
internal sealed class TenantCampaignDesk(Principal principal, TenantId tenant, TenantRegistry registry, TenantServices services) : ICampaignDesk
{
    private const int MostAtOnce = 200;

    private static readonly TimeSpan FoldingLimit = TimeSpan.FromSeconds(2);

    public Principal Principal => principal;

    public TenantId Tenant => tenant;

    private bool MayAct => principal.Roles.Contains(Role.Supervisor) || principal.Roles.Contains(Role.Administrator);

    public ValueTask<IReadOnlyList<CampaignStatus>> CampaignsAsync(CancellationToken cancellationToken = default) => Reader().ReadAsync(cancellationToken);

    public ValueTask<IReadOnlyList<ListedContact>> ContactsAsync(
        CampaignId campaign, ContactFilter which = ContactFilter.All, long? after = null, int limit = 50, CancellationToken cancellationToken = default) =>
        Reader().ContactsAsync(campaign, which, At(after), Math.Clamp(limit, 1, MostAtOnce), cancellationToken);

    public ValueTask<IReadOnlyList<BarredNumber>> BarredAsync(long? before = null, int limit = 50, CancellationToken cancellationToken = default) =>
        Reader().BarredAsync(At(before), Math.Clamp(limit, 1, MostAtOnce), cancellationToken);

    public ValueTask<DeskResult> DoAsync(CampaignCommand command, Guid key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return TryAsync(runtime => command switch
        {
            CampaignCommand.Start c => AskAsync(runtime, key, new RouterCommand.ResumeCampaign(c.Campaign), c.Campaign),
            CampaignCommand.Pause c => AskAsync(runtime, key, new RouterCommand.PauseCampaign(c.Campaign), c.Campaign),
            CampaignCommand.Withdraw c => WithdrawAsync(runtime, key, c),
            CampaignCommand.Add c => ListsOf(runtime).AddAsync(c.Campaign, c.Contact),
            CampaignCommand.Bar c => BarAsync(runtime, key, c),
            CampaignCommand.Unbar c => BarredOf(runtime).RemoveAsync(new CustomerId(c.Number), key),
            _ => throw new System.Diagnostics.UnreachableException($"No rule for {command.GetType().Name}."),
        }, static (status, code, message) => new DeskResult(status, code, message), cancellationToken);
    }

    public ValueTask<ImportResult> ImportAsync(CampaignId campaign, string file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return TryAsync(
            runtime => ListsOf(runtime).ImportAsync(campaign, file, cancellationToken),
            static (status, code, message) => new ImportResult(status, code, message, 0, 0, 0, 0, [], []),
            cancellationToken);
    }

    private static LogPosition? At(long? position) => position is { } given ? new LogPosition(Math.Max(given, 0)) : null;

    private async Task<DeskResult> BarAsync(TenantRuntime runtime, Guid key, CampaignCommand.Bar command)
    {
        var ours = runtime.Endpoints.All.Where(static e => e.Address.Kind == AddressKind.Phone).OrderBy(static e => e.Channel == ChannelKind.Voice ? 0 : 1).ThenBy(static e => e.Id.Value, StringComparer.Ordinal).FirstOrDefault();
        return command.Number is { Length: <= 64 } written && PhoneRules.Canonical(written.Trim(), ours?.Address.Value) is { } number
            ? await BarredOf(runtime).AddAsync(Address.Phone(number), command.Note, null, key).ConfigureAwait(false)
            : new DeskResult(DeskStatus.Invalid, "CC1292", $"'{ContactRules.Shown(command.Number ?? "")}' is no telephone number; write it with its country, such as +393331234567.");
    }

    private async Task<DeskResult> WithdrawAsync(TenantRuntime runtime, Guid key, CampaignCommand.Withdraw command)
    {
        var result = await runtime.Router.AskAsync(key, new RouterCommand.WithdrawContact(command.Campaign, command.Contact), principal, CancellationToken.None).ConfigureAwait(false);
        return result.Status == DeskStatus.Refused ? new DeskResult(DeskStatus.NotFound, "CC1297", "There is no such contact on the list who is not done with.") : result;
    }

    private async Task<DeskResult> AskAsync(TenantRuntime runtime, Guid key, RouterCommand command, CampaignId campaign)
    {
        if (!runtime.Options.Campaigns.ContainsKey(campaign.Value))
        {
            return new DeskResult(DeskStatus.NotFound, "CC1291", $"There is no campaign '{campaign}'.");
        }

        return await runtime.Router.AskAsync(key, command, principal, CancellationToken.None).ConfigureAwait(false);
    }

    private CampaignLists ListsOf(TenantRuntime runtime) => new(runtime, principal, services.SettingsOf(runtime), services.Time);

    private DoNotCallList BarredOf(TenantRuntime runtime) => new(runtime, principal, services.Time);

    private CampaignReader Reader()
    {
        if (!MayAct)
        {
            throw new DeskAccessException();
        }

        return registry.FindReadable(tenant) is { } runtime
            ? new CampaignReader(runtime, services.Time.GetUtcNow())
            : throw new LogUnavailableException($"Tenant {tenant} is not running at this moment; it is being started again.") { Code = "CC1202" };
    }

    /// <summary>Whoever looks next sees what was done. It is done, whether the views are quick or not.</summary>
    private async ValueTask SeenAsync(TenantRuntime runtime, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(runtime.Stopping, cancellationToken);
        await runtime.Views.FoldedAsync(runtime.Storage.Log.Head, stopping.Token).WaitAsync(FoldingLimit, services.Time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Does it where the role allows it and the tenant can write. What has begun is done to its end, whoever waits.</summary>
    private async ValueTask<T> TryAsync<T>(Func<TenantRuntime, Task<T>> act, Func<DeskStatus, string, string, T> fail, CancellationToken cancellationToken)
    {
        if (!MayAct)
        {
            return fail(DeskStatus.Forbidden, "CC1201", "Your role does not allow this.");
        }

        try
        {
            if (registry.Find(tenant) is not { } runtime)
            {
                return Unavailable();
            }

            var result = await act(runtime).WaitAsync(cancellationToken).ConfigureAwait(false);
            await SeenAsync(runtime, cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            return Unavailable(); // the same key may be tried again
        }

        T Unavailable() => fail(DeskStatus.Unavailable, "CC1202", "The center cannot write to its log at this moment; try again in a few seconds.");
    }
}

/// <summary>Opens the campaigns of tenants. A tenant that does not exist and one that is not the person's are answered alike.</summary>
internal sealed class CampaignDesks(TenantServices services, TenantRegistry registry) : ICampaignDesks
{
    public ICampaignDesk Open(Principal principal, TenantId tenant)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Tenants.Contains(tenant) && services.Tenants.Contains(tenant) && KeyRules.IsValid(principal.Name)
            ? new TenantCampaignDesk(principal, tenant, registry, services)
            : throw new DeskAccessException();
    }
}
