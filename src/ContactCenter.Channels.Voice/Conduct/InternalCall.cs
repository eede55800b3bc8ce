using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>
/// An agent's telephone calls a colleague, by the name of the person or of a telephone, or for help, or somebody outside about a call that the agent is in. No customer is in it: it is
/// conducted beside all other calls, recorded nowhere, and told as facts.
/// </summary>
internal sealed class InternalCall
{
    private readonly Equipment _equipment;
    private readonly ICall _caller;
    private readonly IReadOnlyList<CallTarget> _targets;
    private readonly Func<CallId, CallReport, ValueTask<InboxStatus>> _note;
    private readonly CallId _id;
    private readonly TaskCompletionSource _handedOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ICall? _connected;

    private InternalCall(Equipment equipment, ICall caller, AgentId from, string dialled, IReadOnlyList<CallTarget> targets, Func<CallId, CallReport, ValueTask<InboxStatus>> note)
    {
        (_equipment, _caller, _targets, _note, _id) = (equipment, caller, targets, note, new CallId(DerivedId.From("internal-call", caller.Id)));
        (From, Dialled, Longest) = (from, dialled, equipment.Rules.MaxLength);
    }

    /// <summary>The call that the agent's telephone has made.</summary>
    public string Telephone => _caller.Id;

    /// <summary>Whose telephone has dialled.</summary>
    public AgentId From { get; }

    /// <summary>Whom it calls: the colleague's name, or a number.</summary>
    public string Dialled { get; }

    /// <summary>How long it may last; without an end for help.</summary>
    private TimeSpan Longest { get; init; }

    /// <summary>The colleague; null where somebody outside is called.</summary>
    public AgentId? Colleague { get; private init; }

    /// <summary>Whom a telephone of ours has dialled; null where it is no colleague.</summary>
    public static InternalCall? Of(Equipment equipment, ICall caller, AgentId from)
    {
        var (phones, dialled) = (equipment.Phones, caller.To);
        var colleague = phones.AgentOf(dialled) ?? (phones.DevicesOf(dialled).Count > 0 || phones.NumberOf(dialled) is not null ? dialled : null);
        if (colleague is null)
        {
            return null;
        }

        List<CallTarget> targets = [];
        if (phones.IsReachable(colleague) && colleague != from.Value)
        {
            if (dialled != colleague || phones.DevicesOf(colleague).Count > 0)
            {
                targets.Add(new CallTarget(LineNames.Phone, dialled, caller.From));
            }

            if (dialled == colleague && phones.NumberOf(colleague) is { } number)
            {
                targets.Add(new CallTarget(LineNames.Any, number, ""));
            }
        }

        var to = new AgentId(colleague);
        return new InternalCall(equipment, caller, from, colleague, targets, (id, report) => equipment.Door.NoteInternalAsync(id, from, to, report)) { Colleague = to };
    }

    /// <summary>A telephone of ours calls for help: by the best trunk, past everything that could refuse it.</summary>
    public static InternalCall ForHelp(Equipment equipment, ICall caller, AgentId from)
    {
        var number = new string([.. caller.To.Where(char.IsAsciiDigit)]); // without what people put between digits
        return new InternalCall(
            equipment, caller, from, number, [new CallTarget(LineNames.Any, number, "") { Location = caller.Location }], (id, report) => equipment.Door.NoteEmergencyAsync(id, from, number, report))
        {
            Longest = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>An agent who is in a call asks somebody outside about it.</summary>
    /// <param name="equipment">With what.</param>
    /// <param name="caller">The agent's telephone.</param>
    /// <param name="from">The agent.</param>
    /// <param name="target">Whom, by which number of ours.</param>
    /// <param name="answered">Is told when somebody has answered.</param>
    public static InternalCall Asking(Equipment equipment, ICall caller, AgentId from, CallTarget target, Action answered) => new(equipment, caller, from, target.To, [target], (_, report) =>
    {
        if (report is CallReport.Answered)
        {
            answered();
        }

        return new ValueTask<InboxStatus>(InboxStatus.Accepted);
    });

    /// <summary>The telephone that was called is another call's from now on, and this one is over; null where it has not been answered yet, or is over already.</summary>
    public ICall? TryHandOver()
    {
        var answered = Interlocked.Exchange(ref _connected, null);
        if (answered is not null)
        {
            _handedOver.TrySetResult();
        }

        return answered;
    }

    /// <summary>Until it is over, and that has been told.</summary>
    public async Task RunAsync()
    {
        await NoteAsync(new CallReport.Dialled("")).ConfigureAwait(false);
        var cause = CallCause.Failed;
        try
        {
            cause = await TalkAsync().ConfigureAwait(false);
        }
        finally
        {
            await _caller.DisposeAsync().ConfigureAwait(false);
            await NoteAsync(new CallReport.Ended(cause)).ConfigureAwait(false);
        }
    }

    /// <summary>Ends it: both telephones are let go.</summary>
    public ValueTask StopAsync() => _caller.DisposeAsync();

    private async Task<CallCause> TalkAsync()
    {
        if (_targets.Count == 0)
        {
            await _caller.RefuseAsync(CallRefusal.NoAnswer).ConfigureAwait(false);
            return CallCause.NoLine;
        }

        await _caller.RingAsync().ConfigureAwait(false);
        using var ringing = new CancellationTokenSource(_equipment.Rules.DialRing, _equipment.Time);
        var ring = Ringer.RingAsync(_equipment.Telephone, _targets, ringing.Token).AsTask();
        if (await Task.WhenAny(ring, _caller.Over).ConfigureAwait(false) != ring)
        {
            await ringing.CancelAsync().ConfigureAwait(false);
        }

        var result = await ring.ConfigureAwait(false);
        try
        {
            if (_caller.Over.IsCompleted)
            {
                return CallCause.Abandoned;
            }

            if (result.Call is { } answered)
            {
                return await ConnectAsync(answered).ConfigureAwait(false);
            }

            await _caller.RefuseAsync(result.Cause.Refusal()).ConfigureAwait(false);
            return result.Cause;
        }
        finally
        {
            if (!_handedOver.Task.IsCompleted)
            {
                await result.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<CallCause> ConnectAsync(ICall answered)
    {
        var stage = _equipment.Stages();
        await using var _ = stage.ConfigureAwait(false);
        _caller.Sound = stage.Enter(PlaceKind.Staff).Sound;
        answered.Sound = stage.Enter(PlaceKind.Staff).Sound;
        if (!await _caller.AnswerAsync().ConfigureAwait(false))
        {
            return CallCause.Abandoned;
        }

        _connected = answered; // whoever hears of the answer may hand it over at once
        await NoteAsync(new CallReport.Answered(AnsweredBy.Person)).ConfigureAwait(false);
        using var ended = new CancellationTokenSource();
        var over = await Task.WhenAny(_caller.Over, answered.Over, _handedOver.Task, Task.Delay(Longest, _equipment.Time, ended.Token)).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        if (Interlocked.Exchange(ref _connected, null) is null)
        {
            await _handedOver.Task.ConfigureAwait(false); // whoever took it says so in this very moment
        }

        return !_handedOver.Task.IsCompleted && over is Task<CallOver> how ? (await how.ConfigureAwait(false)).Cause : CallCause.Center;
    }

    private async ValueTask NoteAsync(CallReport report)
    {
        try
        {
            if (await _note(_id, report).ConfigureAwait(false) == InboxStatus.Refused)
            {
                _equipment.Logger.ReportRefused(_id, report.GetType().Name);
            }
        }
        catch (Exception e)
        {
            _equipment.Logger.ReportFailed(e, _id, report.GetType().Name);
        }
    }
}
