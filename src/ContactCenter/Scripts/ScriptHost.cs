using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>
/// Runs the scripts of one tenant: the commands of a run one after the other, each step durable before it is answered. A run nobody speaks to is not in memory;
/// it is read back from its last frame. A run the center fails at halts alone. Thread-safe.
/// </summary>
internal sealed partial class ScriptHost(
    ITenantStorage storage, ScriptPrograms programs, ScriptFacts facts, ScriptPlaces places, Func<Guid, Task> rescue, TimeProvider time, ILogger<ScriptHost> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Slot> _slots = new();
    private readonly ConcurrentDictionary<Guid, byte> _halted = new();

    /// <summary>The runs at which the center failed.</summary>
    public ICollection<Guid> Halted => _halted.Keys;

    /// <summary>Gives a run a command; completes when what it led to is durable.</summary>
    public Task<DeskResult> PostAsync(Guid run, ScriptPost post) => InTurnAsync(run, (before, slot) => TakeTurnAsync(before, slot, run, post));

    /// <summary>Forgets the runs nobody speaks to. Their state is in the log.</summary>
    public void RetireIdle()
    {
        foreach (var (run, slot) in _slots)
        {
            lock (slot)
            {
                if (slot.Last.IsCompleted)
                {
                    slot.IsRetired = true;
                    _slots.TryRemove(KeyValuePair.Create(run, slot));
                }
            }
        }
    }

    /// <summary>A run as it stands, for people to look at; null when there is none, it was erased, or it cannot be read.</summary>
    public async ValueTask<(ScriptRun Run, ScriptPresenter Presenter)?> ReadAsync(Guid run)
    {
        try
        {
            return await ScriptStream.LoadAsync(storage, programs, run).ConfigureAwait(false) is { Run: { } found } stream ? (found, stream.Presenter) : null;
        }
        catch (Exception e) when (e is not (LogUnavailableException or ObjectDisposedException))
        {
            await HaltAsync(run, e).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>The action a run wants done, and with what; null when that demand is no longer open.</summary>
    public Task<(string Action, ImmutableDictionary<string, string> Arguments)?> DemandAsync(Guid run, int demand) =>
        InTurnAsync(run, (before, slot) => DemandInTurnAsync(before, slot, run, demand));

    /// <summary>The program with a hash.</summary>
    /// <exception cref="InvalidOperationException">The log has none.</exception>
    public ValueTask<ScriptPresenter> ProgramAsync(string hash) => programs.FindAsync(hash);

    /// <summary>Waits for everything that is going on. Nothing may be posted any more.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var slot in _slots.Values)
        {
            await slot.Last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    /// <summary>Does something with a run after everything that was to be done with it before.</summary>
    private Task<T> InTurnAsync<T>(Guid run, Func<Task, Slot, Task<T>> take)
    {
        while (true)
        {
            var slot = _slots.GetOrAdd(run, static _ => new Slot());
            lock (slot)
            {
                if (slot.IsRetired)
                {
                    continue;
                }

                var turn = take(slot.Last, slot);
                slot.Last = turn;
                return turn;
            }
        }
    }

    private async Task<DeskResult> TakeTurnAsync(Task before, Slot slot, Guid run, ScriptPost post)
    {
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            var isLastEnough = post.Command is ScriptCommand.Wake or ScriptCommand.Conclude or ScriptCommand.GiveUp;
            for (var attempt = 0; ; attempt++)
            {
                var stream = slot.Stream = await StreamAsync(slot.Stream, run, isLastEnough, post.Command is ScriptCommand.Begin).ConfigureAwait(false);
                var (result, entry) = await DecideAsync(stream, run, post).ConfigureAwait(false);
                if (entry is null ? !stream.IsPartial : await AppendAsync(stream, entry).ConfigureAwait(false))
                {
                    slot.Stream = stream.Run is { State: ScriptRunState.Ended or ScriptRunState.Faulted } ? null : stream; // one that is over is hardly spoken to again
                    return result;
                }

                slot.Stream = null; // the views were behind, the last step alone does not tell, or somebody else wrote to the stream: read it and decide again, once
                isLastEnough = false;
                if (attempt > 0)
                {
                    throw new LogUnavailableException($"The stream of run {run} has another writer; only one process may run a tenant.") { Code = "CC1002" };
                }
            }
        }
        catch (SubjectErasedException)
        {
            slot.Stream = null;
            return new DeskResult(DeskStatus.Refused, "CC1261", "The customer has been erased, and with it what the script knew.");
        }
        catch (LogUnavailableException)
        {
            slot.Stream = null; // what is durable is read again
            throw;
        }
        catch (Exception e)
        {
            slot.Stream = null;
            await HaltAsync(run, e).ConfigureAwait(false);
            return new DeskResult(DeskStatus.Refused, "CC1262", "The script has halted; an administrator finds why in the log.");
        }
    }

    /// <summary>The run's stream: as it is in memory, its last step where that is enough, or all of it.</summary>
    private async ValueTask<ScriptStream> StreamAsync(ScriptStream? known, Guid run, bool isLastEnough, bool isNew = false)
    {
        if (known is not null && (isLastEnough || !known.IsPartial) && places.Of(run) is not null)
        {
            return known;
        }

        var row = isNew ? null : await places.RowOfAsync(run).ConfigureAwait(false);
        var stream = known is not null && (isLastEnough || !known.IsPartial) ? known
            : isLastEnough && await ScriptStream.LoadLastAsync(storage, programs, row).ConfigureAwait(false) is { } last ? last
            : await ScriptStream.LoadAsync(storage, programs, run).ConfigureAwait(false);
        stream.Place = row?.Interaction;
        return stream;
    }

    /// <summary>The interaction a run speaks in: it may have gone on elsewhere since its last step.</summary>
    private InteractionId PlaceOf(ScriptStream stream, Guid run) => places.Of(run) ?? stream.Place ?? stream.Interaction;

    private async Task<(string Action, ImmutableDictionary<string, string> Arguments)?> DemandInTurnAsync(Task before, Slot slot, Guid run, int demand)
    {
        await Task.Yield();
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            var stream = slot.Stream = await StreamAsync(slot.Stream, run, isLastEnough: true).ConfigureAwait(false);
            return stream.Run is { State: ScriptRunState.Doing } live && live.Demand.Sequence == demand ? (live.Demand.Action!, live.Demand.NamedArguments()) : null;
        }
        catch (Exception e) when (e is not (LogUnavailableException or ObjectDisposedException))
        {
            slot.Stream = null;
            await HaltAsync(run, e).ConfigureAwait(false);
            return null;
        }
    }

    private Task HaltAsync(Guid run, Exception cause)
    {
        if (_halted.TryAdd(run, 0))
        {
            ScriptLog.Halted(logger, cause, run);
        }

        return rescue(run);
    }

    private async ValueTask<(DeskResult Result, Entry? Entry)> DecideAsync(ScriptStream stream, Guid run, ScriptPost post)
    {
        if (post.Source is { } source ? stream.Watermark >= source : stream.Commands.Contains(post.Id))
        {
            return (post.Source is null ? new DeskResult(DeskStatus.Repeated) : DeskResult.Done, null);
        }

        var now = Now();
        if (post.Command is ScriptCommand.Begin begin)
        {
            return stream.Version > 0 ? (DeskResult.Done, null) : await BeginAsync(stream, run, begin, post, now).ConfigureAwait(false);
        }

        if (stream.Run is not { } live)
        {
            return (new DeskResult(DeskStatus.NotFound, "CC1263", "There is no such script, or what it knew has been erased."), null);
        }

        if (post.Command is ScriptCommand.Meet or ScriptCommand.Recall)
        {
            return await MeetAsync(stream, live, post, now).ConfigureAwait(false);
        }

        var earlier = post.Command is ScriptCommand.GoBack && live.QuestionBefore is { } question
            ? await stream.FrameAsync(storage, question).ConfigureAwait(false) ?? default
            : default;
        if (ScriptInputs.Of(post.Command, live, stream.Presenter, earlier, now) is not { } input)
        {
            return (new DeskResult(DeskStatus.Refused, "CC1264", "The script has gone on; look again."), null);
        }

        var from = live.Demand.StatementId;
        var agent = post.Command is ScriptCommand.Serve serve ? (serve.Agent, serve.Name) : ((AgentId, string)?)null;
        var answer = ScriptMachine.Advance(live, input with { Facts = facts.AtStep(live.Program, agent, now), Actor = post.By.Kind == PrincipalKind.Person ? post.By.Name : null }, now);
        if (answer == ScriptAdvance.Applied)
        {
            return (DeskResult.Done, await stream.EntryAsync(storage, post, input.Kind, from, PlaceOf(stream, run), now).ConfigureAwait(false));
        }

        return post.Command is ScriptCommand.Hear heard
            ? (DeskResult.Done, stream.Unheard(post, new ScriptUnheard(run, heard.At, answer, live.State), now))
            : (post.Source is null && post.By.Kind == PrincipalKind.Person ? ScriptRefusals.Of(answer) : DeskResult.Done, null);
    }

    /// <summary>An event of the world, or what is kept of earlier ones.</summary>
    private async ValueTask<(DeskResult, Entry?)> MeetAsync(ScriptStream stream, ScriptRun run, ScriptPost post, DateTimeOffset now)
    {
        var (from, known) = (run.Demand.StatementId, facts.AtStep(run.Program, null, now));
        LogPosition? took = null;
        if (post.Command is ScriptCommand.Meet meet)
        {
            var answer = ScriptMeeting.Meet(stream, meet, known, now);
            if (answer != ScriptMeeting.Taken)
            {
                return (answer, answer == ScriptMeeting.Kept ? stream.Keep(post, new ScriptKept(run.Id, meet.At, meet.Event), now) : null);
            }

            took = meet.At;
        }

        for (var i = 0; post.Command is ScriptCommand.Recall recall && took is null && i < stream.Kept.Count; i++)
        {
            var (at, name) = stream.Kept[i];
            var entry = await storage.Log.EntryAtAsync(at, CancellationToken.None).ConfigureAwait(false);
            if (await storage.PersonalData.RevealAsync(entry, EventKinds.Content, CancellationToken.None).ConfigureAwait(false) is { } content
                && run.Program.TryReadEvent(name, EventContent.Read(content).Fields, out var payload)
                && ScriptMeeting.TryTake(run, name, payload, recall.IsServed, known, now))
            {
                took = at;
            }
        }

        return took is null ? (DeskResult.Done, null)
            : (ScriptMeeting.Taken, await stream.EntryAsync(storage, post, ScriptInputKind.EventArrived, from, PlaceOf(stream, run.Id), now, took: took).ConfigureAwait(false));
    }

    private async ValueTask<(DeskResult, Entry?)> BeginAsync(ScriptStream stream, Guid run, ScriptCommand.Begin begin, ScriptPost post, DateTimeOffset now)
    {
        if (await programs.PublishAsync(begin.Script).ConfigureAwait(false) is not { } presenter)
        {
            ScriptLog.Missing(logger, begin.Script, run);
            return (new DeskResult(DeskStatus.Refused, "CC1265", $"There is no script '{begin.Script}' that can be run."), null);
        }

        var program = presenter.Program;
        ScriptValue brought = default;
        if (begin.Event is not null && !program.TryReadEvent(program.StartsOn ?? "", begin.Fields, out brought))
        {
            return (ScriptMeeting.Unfit, null);
        }

        var settings = places.SettingsFor(program, begin.At);
        var live = new ScriptRun(program, run, settings);
        stream.Begin(live, presenter, begin);
        var answer = ScriptMachine.Advance(live, ScriptInput.Begin(brought) with { Facts = facts.AtBegin(program, begin.At, live.Language, begin.Given, now) }, now);
        return answer == ScriptAdvance.Applied
            ? (DeskResult.Done, await stream.EntryAsync(storage, post, ScriptInputKind.Begin, null, begin.At.Interaction, now).ConfigureAwait(false))
            : throw new InvalidOperationException($"The script '{begin.Script}' could not begin: {answer}.");
    }

    /// <summary>Makes an entry durable; false when the stream has another writer.</summary>
    private async ValueTask<bool> AppendAsync(ScriptStream stream, Entry entry)
    {
        var result = await storage.Log.AppendAsync(new Append(stream.Machine, stream.Version, storage.Log.Epoch, [entry])).ConfigureAwait(false);
        switch (result.Status)
        {
            case AppendStatus.Repeated when stream.IsPartial: // the views were behind: what stands there was decided at another time
            case AppendStatus.StaleVersion:
                return false;
            case AppendStatus.Appended or AppendStatus.Repeated:
                stream.Took(entry);
                return true;
            default:
                throw new LogUnavailableException("Another process has taken over the tenant's log.") { Code = "CC1002" };
        }
    }

    private sealed class Slot
    {
        public Task Last { get; set; } = Task.CompletedTask;

        public ScriptStream? Stream { get; set; }

        public bool IsRetired { get; set; }
    }
}
