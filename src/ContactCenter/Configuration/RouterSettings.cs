using ContactCenter.Channels;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Configuration;

/// <summary>Brings the router to what is configured: at a start, and after each change. What it already has is not touched.</summary>
internal sealed class RouterSettings(TenantRuntime tenant, TimeProvider time, ILogger<RouterSettings> logger)
{
    private readonly List<string> _refused = [];

    /// <summary>
    /// Sets calendars, then the queues that are open by them, then campaigns and agents, and removes what is not configured any more. A queue that holds work and a
    /// campaign that has lines stay until a later call finds them empty; nothing new gets into them. An agent who goes is signed out, and gives work in hand back. What the router refuses is told, and the
    /// rest is done.
    /// </summary>
    public async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        if (tenant.Router.IsHalted)
        {
            return; // the next start does it
        }

        var options = tenant.Options;
        var (calendars, queues, agents, campaigns) = await tenant.Router.ReadAsync(
            static s => (
                s.Calendars.ToDictionary(c => c.Id),
                s.Queues.Select(q => q.Settings).ToDictionary(q => q.Id),
                s.Agents.ToDictionary(a => a.Settings.Id),
                s.ReadCampaigns(DateTimeOffset.UnixEpoch).Select(c => c.Settings).ToDictionary(c => c.Id)),
            cancellationToken).ConfigureAwait(false);
        var callingHours = CampaignsOf(options).SelectMany(c => tenant.Views.Campaigns.ZonesOf(new CampaignId(c.Key)).Select(zone => CampaignCalendars.Of(c.Key, c.Value, options, zone))).ToList();
        foreach (var settings in CalendarsOf(options).Concat(callingHours).Where(c => !c.Equals(calendars.GetValueOrDefault(c.Id))))
        {
            await AskAsync(new RouterCommand.SetCalendar(settings), cancellationToken).ConfigureAwait(false);
        }

        foreach (var settings in options.Queues.Select(static q => RoutingMap.ToSettings(q.Key, q.Value)).Where(q => !q.Equals(queues.GetValueOrDefault(q.Id))))
        {
            await AskAsync(new RouterCommand.SetQueue(settings), cancellationToken).ConfigureAwait(false);
        }

        foreach (var settings in CampaignsOf(options).Select(c => RoutingMap.ToSettings(c.Key, c.Value, new ChannelKind(options.Endpoints[c.Value.Endpoint].Channel))).Where(c => !c.Equals(campaigns.GetValueOrDefault(c.Id))))
        {
            await AskAsync(new RouterCommand.SetCampaign(settings) { StartsPaused = true }, cancellationToken).ConfigureAwait(false);
        }

        foreach (var gone in campaigns.Keys.Where(WasRemoved))
        {
            await AskAsync(new RouterCommand.RemoveCampaign(gone), cancellationToken).ConfigureAwait(false);
        }

        foreach (var settings in options.Agents.Select(static a => RoutingMap.ToSettings(a.Key, a.Value)).Where(a => !a.Equals(agents.GetValueOrDefault(a.Id)?.Settings)))
        {
            await AskAsync(new RouterCommand.SetAgent(settings), cancellationToken).ConfigureAwait(false);
        }

        foreach (var gone in agents.Values.Where(a => !options.Agents.ContainsKey(a.Settings.Id.Value)))
        {
            if (gone.IsSignedIn)
            {
                await AskAsync(new RouterCommand.SignOut(gone.Settings.Id, HandBack: true), cancellationToken).ConfigureAwait(false);
            }

            await AskAsync(new RouterCommand.RemoveAgent(gone.Settings.Id), cancellationToken).ConfigureAwait(false);
        }

        foreach (var gone in queues.Keys.Where(q => !options.Queues.ContainsKey(q.Value)))
        {
            await AskAsync(new RouterCommand.RemoveQueue(gone), cancellationToken).ConfigureAwait(false);
        }

        var kept = callingHours.Select(static c => c.Id).ToHashSet();
        foreach (var gone in calendars.Keys.Where(c => !options.Calendars.ContainsKey(c.Value) && !kept.Contains(c)))
        {
            await AskAsync(new RouterCommand.RemoveCalendar(gone), cancellationToken).ConfigureAwait(false);
        }

        tenant.RefusedSettings = [.. _refused];
    }

    /// <summary>Before contacts in these zones come onto the list: the calendars they are called by are there.</summary>
    /// <exception cref="Journal.LogUnavailableException">The router cannot be asked.</exception>
    public async ValueTask AddZonesAsync(CampaignId campaign, CampaignOptions options, IReadOnlySet<string> zones, CancellationToken cancellationToken)
    {
        var known = await tenant.Router.ReadAsync(static s => s.Calendars.ToDictionary(c => c.Id), cancellationToken).ConfigureAwait(false);
        foreach (var settings in zones.Select(zone => CampaignCalendars.Of(campaign.Value, options, tenant.Options, zone)).Where(c => !c.Equals(known.GetValueOrDefault(c.Id))))
        {
            await AskAsync(new RouterCommand.SetCalendar(settings), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Desktops were connected to the process that ended; they come back by themselves.</summary>
    public async ValueTask DisconnectAllAsync(CancellationToken cancellationToken)
    {
        if (tenant.Router.IsHalted)
        {
            return;
        }

        foreach (var agent in await tenant.Router.ReadAsync(static s => s.Agents.Where(a => a.IsConnected).Select(a => a.Settings.Id).ToList(), cancellationToken).ConfigureAwait(false))
        {
            await tenant.Router.AskAsync(NewKey(), new RouterCommand.Disconnect(agent, tenant.DisconnectGrace), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask AskAsync(RouterCommand command, CancellationToken cancellationToken)
    {
        var answer = await tenant.Router.AskAsync(NewKey(), command, cancellationToken).ConfigureAwait(false);
        if (!answer.IsDone)
        {
            var sentence = $"{answer.Message} ({answer.Code})";
            _refused.Add(sentence);
            TenantLog.SettingRefused(logger, tenant.Tenant, command.GetType().Name, sentence);
        }
    }

    /// <summary>The calendars that can be read; of those that cannot the rules have told already.</summary>
    private static IEnumerable<CalendarSettings> CalendarsOf(TenantOptions options) =>
        options.Calendars.Select(static c => CalendarTexts.Read(c.Key, c.Value, "", new FaultList())).OfType<CalendarSettings>();

    /// <summary>The campaigns that can call; of those that cannot the rules have told already.</summary>
    private static IEnumerable<KeyValuePair<string, CampaignOptions>> CampaignsOf(TenantOptions options) =>
        options.Campaigns.Where(c => options.Endpoints.TryGetValue(c.Value.Endpoint, out var endpoint) && KeyRules.IsValid(endpoint.Channel) && c.Value.Retries is not null);

    /// <summary>Whether a campaign was configured once and is not any more.</summary>
    private bool WasRemoved(CampaignId campaign) => tenant.Configuration.Current.Rows.GetValueOrDefault(ConfigurationKinds.Key(ConfigurationKinds.Campaign, campaign.Value)) is { After: null };

    private Guid NewKey() => Guid.CreateVersion7(time.GetUtcNow());
}
