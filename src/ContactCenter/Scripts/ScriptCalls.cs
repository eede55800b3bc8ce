using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Endpoints;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Sessions;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>The calls that runs make: whom and from where, which one a run speaks through, and what became of it.</summary>
internal sealed class ScriptCalls(ITenantStorage storage, CallIndex calls, ScriptIndex index, LiveConfiguration configuration, NewSessions sessions)
{
    /// <summary>The code of a call that a machine answered, while it goes on.</summary>
    public const string Machine = "machine";

    /// <summary>The number among what a demand leads to.</summary>
    private const int Called = 3;

    /// <summary>The call a demand of a run makes, or why it can make none, as a code for its branches.</summary>
    public async ValueTask<(ScriptWish.Call? Call, string Fault)> FindAsync(ScriptRun run, InteractionRow? row, Priority priority)
    {
        var endpoints = configuration.Current.Endpoints;
        var demand = run.Demand;
        if (row is null || From(endpoints, row) is not { } from)
        {
            return (null, "no-telephone");
        }

        var number = demand.Arguments is [var first, ..] ? first.ToInvariantText() : "";
        if (PhoneRules.IsEmergency(number, from.Address.Value) || AddressRules.Canonical(Address.Phone(number), from) is not { } to)
        {
            return (null, "no-number");
        }

        var call = CallOf(run.Id, demand.Sequence);
        return (new ScriptWish.Call(call, await sessions.OfCallAsync(from, to, call).ConfigureAwait(false), demand.Queue is { } queue ? new QueueId(queue) : null, priority)
        {
            IsScreened = demand.IsScreened && demand.Queue is null, // an agent who is there hears who it is
        }, "");
    }

    /// <summary>The call of its own a run speaks through; null where none is on.</summary>
    public CallRow? Of(Guid run, InteractionRow? row) => row is not null && calls.Of(row) is { } call && call.Run == run ? call : null;

    /// <summary>The call a run hangs up: its own, else the caller's; null where none is on, or an agent talks with the caller.</summary>
    public CallRow? ToHangUp(Guid run, InteractionRow? row) =>
        Of(run, row) ?? (row is { Agent: null } && calls.Of(row) is { IsInbound: true } call ? call : null);

    /// <summary>What an entry of a call tells the run that made it; null for nothing.</summary>
    public async ValueTask<(Guid Run, ScriptCommand Command)?> MeaningAsync(CommittedEntry committed)
    {
        if (committed.Entry.Kind is not (CallKinds.Answered or CallKinds.Ended)
            || await calls.FindAsync(storage.Views, CallIndex.CallOf(committed.Machine), CancellationToken.None).ConfigureAwait(false) is not { Run: { } run } call
            || index.Find(run) is not { IsOver: false } standing)
        {
            return null;
        }

        var body = committed.Entry.Read(CallJson.Default.CallBody);
        var (cause, isMachine) = (body.Cause, body.By == AnsweredBy.Machine);
        var isDemanded = standing.State == ScriptRunState.Calling && call.Id == CallOf(run, standing.Demand);
        return (cause, isDemanded) switch
        {
            (null, true) => (run, isMachine ? new ScriptCommand.GiveUp(standing.Demand, Machine) : new ScriptCommand.Reach(standing.Demand)),
            ({ } why, true) when call.AnsweredAt is null => (run, new ScriptCommand.GiveUp(standing.Demand, CodeOf(why))),
            ({ } why, _) when why != CallCause.Center && call.AnsweredAt is not null => (run, new ScriptCommand.Leave()), // who was called has hung up
            _ => null,
        };
    }

    private static CallId CallOf(Guid run, int demand) => new(DerivedId.From(DerivedId.From(run, demand), Called));

    /// <summary>The conversation's own endpoint where people talk there, else the one that is named for it or the only one of the telephone.</summary>
    private static Endpoint? From(EndpointResolver endpoints, InteractionRow row)
    {
        var own = endpoints.Find(row.Endpoint);
        var from = own?.Channel == ChannelKind.Voice ? own : endpoints.ReachBy(row.Endpoint, ChannelKind.Voice);
        return from is not null && endpoints.ChannelOf(from) is ICallControl ? from : null;
    }

    /// <summary>What the branches of a script know a failure by; all but <c>refused</c> are tried again and are unreached in the end.</summary>
    private static string CodeOf(CallCause cause) => cause switch
    {
        CallCause.Busy => "busy",
        CallCause.NoAnswer => "no-answer",
        CallCause.Refused => "refused",
        CallCause.NoLine => "no-line",
        CallCause.Interrupted => "interrupted",
        _ => "failed",
    };
}
