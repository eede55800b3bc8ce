using System.Threading.Channels;
using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>
/// What the parts of one call share: its mailbox, what goes on beside it, and its reports. Whatever touches the call runs in the mailbox's loop, one after the
/// other, and blocks nothing; <see cref="TryPost"/> alone may be called from anywhere.
/// </summary>
internal sealed class Scene(CallFrame frame, Equipment equipment) : IDisposable
{
    /// <summary>Far above what people can press or want in the moment a loop takes; more is refused, keys are dropped.</summary>
    private const int MailboxCapacity = 512;

    /// <summary>Reports wait here while the center cannot write.</summary>
    private const int ReportCapacity = 512;

    private readonly Channel<Action> _mailbox = Channel.CreateBounded<Action>(new BoundedChannelOptions(MailboxCapacity) { SingleReader = true });
    private readonly Channel<CallReport> _reports = Channel.CreateBounded<CallReport>(new BoundedChannelOptions(ReportCapacity) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _life = new();
    private readonly List<Task> _beside = [];
    private readonly List<Action> _onAnswered = [];
    private bool _isAnswering;

    public CallFrame Frame => frame;

    public Equipment Equipment => equipment;

    public ConductRules Rules => equipment.Rules;

    public IStage Stage { get; } = equipment.Stages();

    /// <summary>The other side; null while a call of ours is not under way.</summary>
    public ICall? Caller { get; private set; }

    /// <summary>The place of the other side.</summary>
    public IPlace CallerPlace { get; private set; } = null!;

    public bool IsAnswered { get; private set; }

    public bool IsOver { get; private set; }

    /// <summary>While it is, keys are neither sent nor kept.</summary>
    public bool IsRecordingPaused { get; set; }

    /// <summary>The queue in which the caller waits, or waited last.</summary>
    public QueueId? Queue { get; set; }

    /// <summary>Called once, when it is over: let everything go.</summary>
    public event Action? Ending;

    /// <summary>Carries out what is posted until the call is over and everything beside it has ended.</summary>
    public async Task RunAsync(Action begin)
    {
        var reporting = ReportAllAsync();
        CallerPlace = Stage.Enter(PlaceKind.Caller);
        Try(begin);
        await foreach (var act in _mailbox.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            Try(act);
        }

        while (_beside.Count > 0) // what ends may drop something
        {
            var all = _beside.ToArray();
            _beside.Clear();
            await Task.WhenAll(all).ConfigureAwait(false);
        }

        await Stage.DisposeAsync().ConfigureAwait(false);
        _reports.Writer.TryComplete();
        await reporting.ConfigureAwait(false);
    }

    public void Dispose() => _life.Dispose();

    /// <summary>Has something done in the loop.</summary>
    /// <returns>False when the call is over, or too much waits.</returns>
    public bool TryPost(Action act) => _mailbox.Writer.TryWrite(act);

    /// <summary>Does something beside the loop, and goes on with what came of it in the loop; with <paramref name="failed"/> where it threw.</summary>
    public void Beside<T>(string what, Func<CancellationToken, ValueTask<T>> work, Action<T> then, T failed)
    {
        if (IsOver)
        {
            return;
        }

        _beside.RemoveAll(static task => task.IsCompleted);
        _beside.Add(RunBesideAsync(what, work, then, failed));
    }

    /// <summary>Does something in the loop after a while; disposing what comes back stops it. Call in the loop.</summary>
    public Delay After(TimeSpan wait, Action then)
    {
        var delay = new Delay();
        Beside(
            "waiting",
            async ct =>
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, delay.Token);
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, equipment.Time, either.Token).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
                return true;
            },
            _ =>
            {
                if (!delay.IsStopped)
                {
                    then();
                }
            },
            true);
        return delay;
    }

    /// <summary>Waits for something of the stack, and goes on in the loop.</summary>
    public void When<T>(Task<T> task, Action<T> then, T failed) => Beside("the stack", async ct => await WaitAsync(task, ct).ConfigureAwait(false) ? await task.ConfigureAwait(false) : failed, then, failed);

    /// <summary>The same where there is nothing to tell.</summary>
    public void When(Task task, Action then) => Beside("the stack", async ct =>
    {
        if (!await WaitAsync(task, ct).ConfigureAwait(false))
        {
            return false;
        }

        await task.ConfigureAwait(false);
        return true;
    }, isSo =>
    {
        if (isSo)
        {
            then();
        }
    }, failed: false);

    /// <summary>Lets go of something that takes its time.</summary>
    public void Drop(IAsyncDisposable? thing)
    {
        if (thing is not null)
        {
            _beside.Add(DropAsync(thing));
        }
    }

    public void Report(CallReport report)
    {
        if (!_reports.Writer.TryWrite(report))
        {
            equipment.Logger.ReportLost(frame.Id, report.GetType().Name);
        }
    }

    /// <summary>The other side is this one.</summary>
    public void Adopt(ICall caller)
    {
        Caller = caller;
        caller.Sound = CallerPlace.Sound;
    }

    /// <summary>Answers an inbound call, once, and then does something; at once where that was done before.</summary>
    public void Answer(Action? then = null)
    {
        if (IsAnswered)
        {
            then?.Invoke();
            return;
        }

        if (then is not null)
        {
            _onAnswered.Add(then);
        }

        if (Caller is { } caller && !frame.IsOutbound && !_isAnswering)
        {
            _isAnswering = true;
            Beside("answering", caller.AnswerAsync, isAnswered =>
            {
                if (isAnswered)
                {
                    BeAnswered();
                }
                else
                {
                    When(caller.Over, over => Finish(over.Cause, over.Status), new CallOver(CallCause.Failed, null));
                }
            }, failed: false);
        }
    }

    /// <summary>It is answered.</summary>
    public void BeAnswered(AnsweredBy by = AnsweredBy.Unknown)
    {
        if (IsAnswered || IsOver)
        {
            return;
        }

        IsAnswered = true;
        Report(new CallReport.Answered(by));
        After(Rules.MaxLength, () =>
        {
            equipment.Logger.TooLong(frame.Id);
            Finish(CallCause.Center);
        });
        foreach (var act in _onAnswered.ToArray())
        {
            act();
        }

        _onAnswered.Clear();
    }

    /// <summary>It is over: reported once, whatever happens after.</summary>
    public void Finish(CallCause cause, int? status = null)
    {
        if (IsOver)
        {
            return;
        }

        IsOver = true;
        Report(new CallReport.Ended(cause) { Status = status, Quality = IsAnswered ? Caller?.Quality : null });
        equipment.Metrics.Ended(frame.IsOutbound, cause);
        try
        {
            Ending?.Invoke();
        }
        finally
        {
            Drop(Caller);
            _life.Cancel();
            _mailbox.Writer.TryComplete();
        }
    }

    private void Try(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e)
        {
            equipment.Logger.Threw(e, frame.Id);
            Finish(CallCause.Failed);
        }
    }

    private async Task RunBesideAsync<T>(string what, Func<CancellationToken, ValueTask<T>> work, Action<T> then, T failed)
    {
        T result;
        try
        {
            result = await work(_life.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_life.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e)
        {
            equipment.Logger.BesideFailed(e, frame.Id, what);
            result = failed;
        }

        while (!_mailbox.Writer.TryWrite(Go))
        {
            if (!await _mailbox.Writer.WaitToWriteAsync().ConfigureAwait(false))
            {
                await DropAsync(result as IAsyncDisposable).ConfigureAwait(false);
                return;
            }
        }

        void Go()
        {
            if (IsOver)
            {
                Drop(result as IAsyncDisposable);
            }
            else
            {
                then(result);
            }
        }
    }

    /// <summary>Waits for something of the stack; false when the call is over before. At the end of each call several wait: nothing is thrown for that.</summary>
    private static async Task<bool> WaitAsync(Task task, CancellationToken cancellationToken)
    {
        await task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return task.IsCompleted;
    }

    private async Task DropAsync(IAsyncDisposable? thing)
    {
        if (thing is null)
        {
            return;
        }

        try
        {
            await thing.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            equipment.Logger.BesideFailed(e, frame.Id, "letting go");
        }
    }

    private async Task ReportAllAsync()
    {
        await foreach (var report in _reports.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            try
            {
                if (await equipment.Door.ReportAsync(frame.Tenant, frame.Id, report).ConfigureAwait(false) == InboxStatus.Refused)
                {
                    equipment.Logger.ReportRefused(frame.Id, report.GetType().Name);
                }
            }
            catch (Exception e)
            {
                equipment.Logger.ReportFailed(e, frame.Id, report.GetType().Name);
            }
        }
    }
}

/// <summary>Something that happens later, unless it is stopped before. Of a scene's loop.</summary>
internal sealed class Delay : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    public CancellationToken Token => _stop.Token;

    public bool IsStopped => _stop.IsCancellationRequested;

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}
