using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Configuration;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>
/// Brings events of the world to the runs they are for, begins those that start on them, and says in the journal what became of each. Runs know by their watermark what they
/// have met; what is given twice is met once.
/// </summary>
internal sealed class EventCourier(
    ITenantStorage storage,
    EventIndex pending,
    ScriptIndex index,
    InteractionIndex interactions,
    LiveConfiguration configuration,
    ScriptPrograms programs,
    ScriptHost scripts,
    InteractionHost host,
    TimeProvider time,
    ILogger<EventCourier> logger)
{
    /// <summary>How many runs get an event at once. One that is for more holds the dispatcher up meanwhile, so that each run hears of things in the order of the log.</summary>
    private const int AtOnce = 256;

    private readonly EventPlaces _places = new(storage, configuration);
    private readonly List<(EntryId Event, CustomerId Customer, Guid[] Runs, Task Begun)> _beginning = []; // what the views do not have yet; of the dispatcher alone

    /// <summary>Delivers an event; the task ends when it is settled. What is on its way to a run is posted on return.</summary>
    public async ValueTask<Task?> FollowAsync(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (pending.Find(entry.Id) is not { } before)
        {
            return null; // settled before a restart
        }

        var facts = entry.Read(EventJson.Default.EventReceived);
        if (await storage.PersonalData.RevealAsync(entry, EventKinds.Content, CancellationToken.None).ConfigureAwait(false) is not { } text)
        {
            var isErased = entry.Links.Customer is { } customer && await storage.Customers.IsErasedAsync(customer).ConfigureAwait(false);
            var why = isErased ? EventEnd.Erased : EventEnd.Unreadable;
            return SettleAsync(committed, new EventSettled(committed.Position, facts.Event, before.Taken, before.Kept, before.Begun, Why: why));
        }

        var content = EventContent.Read(text);
        var answers = new List<DeskResult>();
        var posted = new List<Task<DeskResult>>();
        foreach (var (run, isServed) in await ListenersAsync(facts.Event, entry.Links).ConfigureAwait(false))
        {
            if (posted.Count == AtOnce)
            {
                answers.AddRange(await Task.WhenAll(posted).ConfigureAwait(false));
                posted.Clear();
            }

            posted.Add(PostAsync(run, committed, new ScriptCommand.Meet(committed.Position, facts.Event, content, isServed)));
        }

        var finishing = FinishAsync(committed, facts.Event, content, before, answers, posted);
        if (entry.Links.Customer is { } whose && configuration.Current.Scripts.StartingOn(facts.Event).Select(program => RunOf(entry.Id, program)).ToArray() is { Length: > 0 } runs)
        {
            _beginning.Add((entry.Id, whose, runs, finishing));
        }

        return finishing;
    }

    /// <summary>The live runs of whom an event concerns whose programs listen to it anywhere.</summary>
    private async ValueTask<List<(Guid Run, bool IsServed)>> ListenersAsync(string name, EntryLinks links)
    {
        var listening = new Dictionary<string, bool>(StringComparer.Ordinal);
        var near = links.Customer is not { } customer ? null
            : links.Interaction is not { } interaction ? index.Of(customer)
            : [.. index.Of(customer).Where(row => row.Interaction == interaction || row.BeganIn == interaction)]; // where it goes on and where it began
        foreach (var hash in near?.Select(static row => row.Program).Distinct() ?? index.LivePrograms)
        {
            listening[hash] = (await programs.FindAsync(hash).ConfigureAwait(false)).Program.Events.Contains(name);
        }

        // What an event just before this one begins hears of it, too.
        _beginning.RemoveAll(one => pending.Find(one.Event) is null);
        var beginning = _beginning.FindAll(one => links.Interaction is null && (links.Customer is not { } who || who == one.Customer));
        await Task.WhenAll(beginning.Select(static one => one.Begun)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var all = near is not null || !listening.ContainsValue(true) ? near ?? []
            : await index.RunningAsync(storage.Views, listening.Where(static one => one.Value).Select(static one => one.Key).ToHashSet(StringComparer.Ordinal), CancellationToken.None).ConfigureAwait(false);
        var listeners = all.Where(row => listening[row.Program]);
        return [.. listeners.Select(row => (row.Run, interactions.Find(row.Interaction)?.Agent is not null)), .. beginning.SelectMany(static one => one.Runs).Where(run => index.Find(run) is null).Select(static run => (run, false))];
    }

    private async Task FinishAsync(CommittedEntry committed, string name, EventContent content, EventRow before, List<DeskResult> answers, List<Task<DeskResult>> posted)
    {
        try
        {
            answers.AddRange(await Task.WhenAll(posted).ConfigureAwait(false));
            var settled = new EventSettled(
                committed.Position, name, before.Taken + answers.Count(ScriptMeeting.Taken.Equals), before.Kept + answers.Count(ScriptMeeting.Kept.Equals), before.Begun, answers.Count(ScriptMeeting.Full.Equals));
            if (settled.Taken + settled.Kept == 0)
            {
                var (begun, why) = await BeginAsync(committed, name, content).ConfigureAwait(false);
                settled = settled with { Begun = Math.Max(settled.Begun, begun) };
                settled = settled.Begun > 0 ? settled : settled with { Why = settled.Full > 0 ? EventEnd.Full : why ?? WhyNobody(answers) };
            }

            if (settled.Full > 0)
            {
                ScriptLog.EventsFull(logger, name, settled.Full);
            }

            await SettleAsync(committed, settled).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (LogUnavailableException or ObjectDisposedException))
        {
            ScriptLog.EventFailed(logger, e, committed.Entry.Id);
        }
    }

    private static Guid RunOf(EntryId e, ScriptProgram program) => DerivedId.From("begun", e.Value.ToString("N"), program.Name);

    private static EventEnd WhyNobody(List<DeskResult> answers) =>
        answers.Contains(ScriptMeeting.NotTied) ? EventEnd.NotTied : answers.Contains(ScriptMeeting.Unfit) ? EventEnd.Unfit : EventEnd.NobodyListens;

    /// <summary>Begins the scripts that start on an event nobody else has, each in an interaction of its own that the center opens.</summary>
    private async ValueTask<(int Begun, EventEnd? Why)> BeginAsync(CommittedEntry committed, string name, EventContent content)
    {
        var begun = 0;
        EventEnd? why = null;
        foreach (var program in configuration.Current.Scripts.StartingOn(name))
        {
            var failed = await BeginAsync(committed, program, content).ConfigureAwait(false);
            begun += failed is null ? 1 : 0;
            why ??= failed;
        }

        return (begun, why);
    }

    private async ValueTask<EventEnd?> BeginAsync(CommittedEntry committed, ScriptProgram program, EventContent content)
    {
        var entry = committed.Entry;
        if (entry.Links.Customer is not { } customer)
        {
            return EventEnd.NoCustomer;
        }

        if (!program.TryReadEvent(program.StartsOn!, content.Fields, out _))
        {
            return EventEnd.Unfit;
        }

        var id = entry.Id.Value.ToString("N");
        var (run, interaction) = (RunOf(entry.Id, program), new InteractionId(DerivedId.From("opened", id, program.Name)));
        var (place, why) = await _places.FindAsync(program, interaction, customer, content.Address).ConfigureAwait(false);
        if (place is null)
        {
            return why;
        }

        // The interaction first: the run's first step asks it for something.
        await programs.PublishAsync(program.Name).ConfigureAwait(false);
        var move = new ScriptMove(customer, place.Endpoint, place.Channel, null, "", null);
        await FollowAsync(committed, interaction, new InteractionCommand.FollowScript(run, 0, new ScriptWish.Nothing(), committed.Position) { From = move }).ConfigureAwait(false);
        var begin = new ScriptCommand.Begin(program.Name, place, ImmutableDictionary<string, string>.Empty) { Event = committed.Position, Fields = content.Fields };
        if (await PostAsync(run, committed, begin).ConfigureAwait(false) is { Status: DeskStatus.Refused })
        {
            var policy = configuration.Current.Endpoints.Policy(place.Endpoint, default);
            var rescue = new InteractionCommand.FollowScript(run, 0, new ScriptWish.Rescue(policy.Queue, policy.Priority), committed.Position);
            await host.PostAsync(interaction, new InteractionInput(DerivedId.From("unbegun", id, program.Name), null, Principal.System, rescue) { TraceParent = entry.TraceParent }).ConfigureAwait(false);
        }

        return null;
    }

    private async Task SettleAsync(CommittedEntry committed, EventSettled settled)
    {
        var entry = committed.Entry;
        var result = await storage.Log.AppendAsync(new Append(EventKinds.Stream, Append.AnyVersion, storage.Log.Epoch,
        [
            new Entry
            {
                Id = Entries.IdFor(entry.Id.Value, EventKinds.Stream, 0),
                Kind = EventKinds.Settled,
                KindVersion = CoreKinds.All.VersionOf(EventKinds.Settled),
                Time = time.GetUtcNow(),
                Actor = Principal.System.ToString(),
                Cause = entry.Id.Value,
                CausePosition = committed.Position,
                TraceParent = entry.TraceParent,
                Links = entry.Links,
                Body = JsonSerializer.SerializeToUtf8Bytes(settled, EventJson.Default.EventSettled),
            },
        ])).ConfigureAwait(false);
        if (result.Status is not (AppendStatus.Appended or AppendStatus.Repeated))
        {
            throw new LogUnavailableException("Another process has taken over the tenant's log.") { Code = "CC1002" };
        }
    }

    private Task<DeskResult> PostAsync(Guid run, CommittedEntry committed, ScriptCommand command) =>
        scripts.PostAsync(run, new ScriptPost(committed.Entry.Id.Value, committed.Position, Principal.System, command) { TraceParent = committed.Entry.TraceParent });

    private Task<DeskResult> FollowAsync(CommittedEntry committed, InteractionId interaction, InteractionCommand.FollowScript follow) => host.PostAsync(
        interaction, new InteractionInput(committed.Entry.Id.Value, committed.Position, Principal.System, follow) { TraceParent = committed.Entry.TraceParent });
}
