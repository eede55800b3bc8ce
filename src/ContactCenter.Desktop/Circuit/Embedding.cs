using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace ContactCenter.Desktop.Circuit;

/// <summary>
/// The desktop inside another page, such as a CRM's: tells it whose matter the agent has taken, how it ended and how the agent is, and opens what
/// that page asks for. Only pages of configured origins hear anything or are heard; the browser's side (<c>framed.js</c>) sees to that.
/// </summary>
internal sealed class Embedding(IJSRuntime script, Workplace workplace, AgentState agent, NavigationManager navigation, IOptions<DesktopOptions> options) : IAsyncDisposable
{
    private const string Module = "./_content/ContactCenter.Desktop/framed.js";

    /// <summary>An address is looked for among so many of the newest interactions.</summary>
    private const int Looked = 500;

    private HashSet<InteractionId> _known = [];
    private AgentStateMessage? _state;
    private DotNetObjectReference<Embedding>? _reference;
    private IJSObjectReference? _module;
    private Func<Func<Task>, Task>? _dispatch;

    /// <summary>Begins to talk, if the page is in a frame and anybody may frame it.</summary>
    /// <param name="dispatch">Runs something on the circuit's own context.</param>
    public async Task StartAsync(Func<Func<Task>, Task> dispatch)
    {
        if (_dispatch is not null || options.Value.EmbedOrigins.Count == 0 || !workplace.Has(Role.Agent))
        {
            return;
        }

        _dispatch = dispatch;
        _module = await script.InvokeAsync<IJSObjectReference>("import", Module);
        _reference = DotNetObjectReference.Create(this);
        if (await _module.InvokeAsync<bool>("start", options.Value.EmbedOrigins.Select(static o => o.ToLowerInvariant()), _reference))
        {
            _known = [.. Work.Select(static w => w.Interaction.Interaction)]; // what is in hand already pops nothing
            agent.Changed += OnChanged;
            await TellAsync();
        }
    }

    /// <summary>Opens an interaction the other page names, as the person may see it.</summary>
    [JSInvokable("Open")]
    public void Open(Guid interaction)
    {
        var id = new InteractionId(interaction);
        navigation.NavigateTo(agent.WorkOn(id) is null ? $"history/{id}" : $"desk/{id}");
    }

    /// <summary>Opens what there is to write to an address: the conversation in hand, else the newest interaction.</summary>
    /// <returns><c>conversation</c>, <c>history</c>, or <c>unknown</c> when nobody with this address has been in touch lately.</returns>
    [JSInvokable("Write")]
    public async Task<string> WriteAsync(string address)
    {
        try
        {
            if (Work.FirstOrDefault(w => w.Interaction.CustomerName == address) is { } mine)
            {
                navigation.NavigateTo($"desk/{mine.Interaction.Interaction}");
                return "conversation";
            }

            if ((await workplace.Open.InteractionsAsync(new InteractionFilter { Limit = Looked })).FirstOrDefault(i => i.CustomerName == address) is { } past)
            {
                navigation.NavigateTo($"history/{past.Interaction}");
                return "history";
            }
        }
        catch (Exception e) when (e is LogUnavailableException or DeskAccessException)
        {
            return "unknown"; // the desktop itself says why
        }

        return "unknown";
    }

    public async ValueTask DisposeAsync()
    {
        agent.Changed -= OnChanged;
        _reference?.Dispose();
        try
        {
            await (_module?.DisposeAsync() ?? default);
        }
        catch (JSDisconnectedException)
        {
            return; // the browser has gone, and its module with it
        }
    }

    private IReadOnlyList<WorkView> Work => agent.View?.Work ?? [];

    private void OnChanged() => _ = _dispatch!(TellAsync);

    private async Task TellAsync()
    {
        if (agent.View is not { } view)
        {
            return;
        }

        // What was told is remembered before anything is awaited: the next change may come meanwhile.
        var now = view.Work.Select(static w => w.Interaction.Interaction).ToHashSet();
        var (came, went) = (view.Work.Where(w => !w.InWrapUp && !_known.Contains(w.Interaction.Interaction)).ToList(), _known.Except(now).ToList());
        _known = now;
        var state = new AgentStateMessage(view.Presence.ToString(), view.Reason?.Value, view.Connected, view.CapacityUsed, view.CapacityTotal);
        try
        {
            if (state != _state)
            {
                _state = state;
                await SayAsync(state);
            }

            foreach (var work in came)
            {
                await SayAsync(await PopAsync(work.Interaction));
            }

            foreach (var id in went)
            {
                await SayAsync(await EndAsync(id));
            }
        }
        catch (Exception e) when (e is JSDisconnectedException or TaskCanceledException or LogUnavailableException or DeskAccessException)
        {
            return; // nobody there to hear, or nothing to be read at this moment
        }
    }

    private ValueTask SayAsync<T>(T message) => _module!.InvokeVoidAsync("tell", message);

    private async Task<ScreenPopMessage> PopAsync(InteractionSummary summary)
    {
        var customer = await workplace.Open.CustomerAsync(summary.Customer, 1);
        var claims = (await workplace.Open.InteractionAsync(summary.Interaction))?.Timeline.SelectMany(static t => t.Claims).Distinct() ?? [];
        return new ScreenPopMessage(
            summary.Interaction.ToString(), summary.Channel.Value, summary.Endpoint.Value, summary.Queue?.Value, summary.Customer.ToString(), Of(customer?.Addresses ?? []), Of(claims));
    }

    private async Task<EndedMessage> EndAsync(InteractionId id)
    {
        var summary = (await workplace.Open.InteractionAsync(id))?.Summary;
        return new EndedMessage(id.ToString(), summary?.Status == InteractionStatus.Closed, summary?.Disposition?.Value);
    }

    private static IReadOnlyList<AddressMessage> Of(IEnumerable<Address> addresses) => [.. addresses.Select(static a => new AddressMessage(a.Kind.Value, a.Value))];

    private sealed record AgentStateMessage(string Presence, string? Reason, bool Connected, int CapacityUsed, int CapacityTotal)
    {
        public string Type => "agentState";
    }

    private sealed record ScreenPopMessage(
        string Interaction, string Channel, string Endpoint, string? Queue, string Customer, IReadOnlyList<AddressMessage> Addresses, IReadOnlyList<AddressMessage> Claims)
    {
        public string Type => "screenPop";
    }

    private sealed record EndedMessage(string Interaction, bool Closed, string? Outcome)
    {
        public string Type => "interactionEnded";
    }

    private sealed record AddressMessage(string Kind, string Value);
}
