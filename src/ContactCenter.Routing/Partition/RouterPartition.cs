using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Routing;

/// <summary>
/// The mailbox around a router: one reader decides commands in batches, each durable before anyone sees it. Thread-safe, but for
/// <see cref="RunAsync"/>, which runs once. After a failure it is thrown away; its host rebuilds the state and makes a new one.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never made, so there is nothing to dispose.")]
public sealed class RouterPartition
{
    /// <summary>How many commands of people may wait: a few seconds' work at the speed of a slow disk. Further ones are refused as busy; emergencies never are.</summary>
    public const int MailboxCapacity = 4_096;

    /// <summary>How many commands pulled from the log may wait: enough to fill some batches ahead. Further ones wait with their puller, and for ever stay in the log.</summary>
    public const int DeliveryCapacity = 1_024;

    /// <summary>The most records of one append, the log's own limit. A command that decides more comes in several, and counts as carried out with the last.</summary>
    public const int MaxAppend = RouterTurn.MaxAppend;

    private const int MaxBatch = 128; // commands of one append: past it a disk's sync is no longer what costs, and what is left is decided while it is written
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1); // timers of the system end at 49 days

    private readonly string _name;
    private readonly RouterState _state;
    private readonly RouterTurn _turn;
    private readonly IRouterJournal _journal;
    private readonly TimeProvider _time;
    private readonly RouterMetrics _metrics;
    private readonly ILogger _logger;
    private readonly IReadOnlyDictionary<Guid, string> _setAside;
    private readonly Channel<Envelope> _mailbox = Channel.CreateUnbounded<Envelope>(new UnboundedChannelOptions { SingleReader = true }); // bounded by the two counts below
    private readonly SemaphoreSlim _deliveryRoom = new(DeliveryCapacity);
    private RouterBatch _batch = new(); // being decided
    private RouterBatch _before = new(); // becoming durable meanwhile
    private int _asked;
    private int _started;
    private volatile Exception? _failure;
    private Envelope? _inHand; // taken from the mailbox, not yet among what is decided or read
    private Guid? _carrying;
    private DateTimeOffset _now;

    /// <summary>A partition over a state that was rebuilt from <paramref name="journal"/>.</summary>
    /// <param name="name">Names the partition in logs, metrics and derived ids, such as <c>acme</c>; stable over restarts and unique in the log.</param>
    /// <param name="state">Its state; owned by the partition from now on.</param>
    /// <param name="journal">Where its decisions become durable.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meters">Makes the meter <c>ContactCenter.Routing</c>.</param>
    /// <param name="logger">Hears of starts, stops and failures.</param>
    /// <param name="setAside">Commands at which an earlier partition failed (<see cref="FailedAt"/>), with what was thrown: journaled as <c>command.faulted</c>, not tried again.</param>
    public RouterPartition(
        string name,
        RouterState state,
        IRouterJournal journal,
        TimeProvider time,
        IMeterFactory meters,
        ILogger<RouterPartition> logger,
        IReadOnlyDictionary<Guid, string>? setAside = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(logger);
        _name = name;
        _state = state;
        _turn = new RouterTurn(state);
        _journal = journal;
        _time = time;
        _metrics = new RouterMetrics(meters, name);
        _logger = logger;
        _setAside = setAside ?? new Dictionary<Guid, string>();
    }

    /// <summary>
    /// The command whose carrying out made the partition fail; null when it has not failed, or for another reason. A partition
    /// built anew that is told to set it aside goes on without it. Read it when <see cref="RunAsync"/> has ended.
    /// </summary>
    public Guid? FailedAt { get; private set; }

    /// <summary>Runs until <paramref name="stopping"/> is cancelled; then finishes what is queued and returns. Offers, wrap-up and work stay as they are.</summary>
    /// <param name="stopping">Ends the taking in of commands.</param>
    /// <exception cref="InvalidOperationException">It was started before.</exception>
    /// <remarks>Faults with what the journal, or the router itself, has thrown; nothing undecided was shown to anyone.</remarks>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            throw new InvalidOperationException($"The router partition '{_name}' was started before; make a new one from a rebuilt state.");
        }

        var timer = _time.CreateTimer(static mailbox => ((Channel<Envelope>)mailbox!).Writer.TryWrite(Envelope.Tick.One), _mailbox, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        await using (stopping.Register(() => _mailbox.Writer.TryComplete()).ConfigureAwait(false))
        {
            try
            {
                RouterLog.Started(_logger, _name);
                await StartAsync().ConfigureAwait(false);
                ScheduleWake(timer);
                while (await _mailbox.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false))
                {
                    await RunBatchAsync().ConfigureAwait(false);
                    ScheduleWake(timer);
                }

                RouterLog.Stopped(_logger, _name);
            }
            catch (Exception failure)
            {
                RouterLog.Failed(_logger, failure, _name);
                Abandon(failure);
                throw;
            }
        }
    }

    /// <summary>Asks for something on behalf of a person. The answer comes when all it decided is durable.</summary>
    /// <param name="commandId">The person's own key of this command: under the same key it is carried out once.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="cancellationToken">Stops the waiting; the command may still be carried out.</param>
    /// <returns>The answer; refused as <see cref="RouterRefusalCode.Busy"/> when too much waits, as <see cref="RouterRefusalCode.Stopping"/> at the end.</returns>
    /// <exception cref="RouterUnavailableException">The partition has failed; whether the command was carried out is not known.</exception>
    public async ValueTask<RouterAnswer> AskAsync(Guid commandId, RouterCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var isEmergency = command is RouterCommand.Enqueue { Item.Priority.IsEmergency: true } or RouterCommand.TransferIn { Item.Priority.IsEmergency: true };
        if (Interlocked.Increment(ref _asked) > MailboxCapacity && !isEmergency)
        {
            Interlocked.Decrement(ref _asked);
            _metrics.Refused(command);
            return new RouterAnswer([], new RouterRefusal(RouterRefusalCode.Busy, $"The router '{_name}' has {MailboxCapacity} commands waiting. Try again in a second."));
        }

        var question = new Envelope.Question(new RouterInput(commandId, null, command));
        if (!_mailbox.Writer.TryWrite(question))
        {
            Interlocked.Decrement(ref _asked);
            ThrowIfFailed();
            return new RouterAnswer([], new RouterRefusal(RouterRefusalCode.Stopping, $"The router '{_name}' is shutting down. Try again when it is back."));
        }

        return await question.Answer.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Hands over a command pulled from the log, waiting for room. Never dropped, but for a stop: then it is pulled again.</summary>
    /// <param name="pulled">The command with its position; in order of position.</param>
    /// <param name="cancellationToken">Stops the waiting for room; nothing was handed over then.</param>
    /// <returns>Completes when the command is queued, not when it is durable.</returns>
    /// <exception cref="ArgumentException">The command has no position.</exception>
    /// <exception cref="RouterUnavailableException">The partition has failed or stopped; pull again from the rebuilt state's watermark.</exception>
    public async ValueTask DeliverAsync(RouterInput pulled, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pulled);
        if (pulled.Source is null)
        {
            throw new ArgumentException("The command has no position; commands that are not pulled from the log go through AskAsync.", nameof(pulled));
        }

        await _deliveryRoom.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_mailbox.Writer.TryWrite(new Envelope.Delivery(pulled)))
        {
            _deliveryRoom.Release();
            ThrowIfFailed();
            throw new RouterUnavailableException($"The router partition '{_name}' has stopped; the log entry {pulled.Source} is pulled again at the next start.");
        }
    }

    /// <summary>Reads from the state between batches: all that is seen is durable.</summary>
    /// <typeparam name="T">What is read.</typeparam>
    /// <param name="read">Reads and returns copies; short, changes nothing, keeps no reference to the state.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="RouterUnavailableException">The partition has failed or stopped.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<RouterState, T> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(read);
        var envelope = new Envelope.Reading<T>(read);
        if (!_mailbox.Writer.TryWrite(envelope))
        {
            ThrowIfFailed();
            throw new RouterUnavailableException($"The router partition '{_name}' has stopped.");
        }

        return await envelope.Result.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask StartAsync()
    {
        _now = _time.GetUtcNow();
        var cause = DerivedId.From(_name, "start", _now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));
        _turn.SettleAll(cause, _now, _batch.Records);
        await AppendAsync(_batch).ConfigureAwait(false);
        await _batch.AnswerAsync(_state).ConfigureAwait(false);
    }

    /// <summary>
    /// Decides what has come and hands it to the journal, where the batch before may still be on its way: so the next is decided while the disk writes. It is
    /// waited for where nothing has come meanwhile, and where somebody is to see the state: there is nothing in it then that is not durable.
    /// </summary>
    private async ValueTask RunBatchAsync()
    {
        Decide();
        _batch.Durable = AppendAsync(_batch);
        await _before.AnswerAsync(_state).ConfigureAwait(false);
        (_batch, _before) = (_before, _batch);
        if (_before.Reads.Count > 0 || _turn.Cuts.Count > 0 || !_mailbox.Reader.TryPeek(out _))
        {
            await _before.AnswerAsync(_state).ConfigureAwait(false);
        }
    }

    private void Decide()
    {
        var now = _time.GetUtcNow();
        _now = now > _now ? now : _now; // a clock set back must not undo what was due
        for (var commands = 0; commands < MaxBatch && _batch.Records.Count < MaxAppend / 2 && _mailbox.Reader.TryRead(out var envelope); commands++)
        {
            _inHand = envelope;
            FireDue();
            switch (envelope)
            {
                case Envelope.Question question:
                    Interlocked.Decrement(ref _asked);
                    var first = _batch.Records.Count;
                    _carrying = question.Input.CommandId;
                    var refusal = Carry(question.Input);
                    question.Decided = new RouterAnswer(EventsFrom(first), refusal);
                    _batch.Questions.Add(question);
                    break;
                case Envelope.Delivery delivery:
                    _deliveryRoom.Release();
                    _carrying = delivery.Input.CommandId;
                    Carry(delivery.Input);
                    break;
                case Envelope.Reading read:
                    _batch.Reads.Add(read);
                    break;
            }

            _inHand = null;
            _carrying = null;
        }
    }

    private ImmutableArray<RouterEvent> EventsFrom(int first)
    {
        var records = _batch.Records;
        var events = ImmutableArray.CreateBuilder<RouterEvent>(records.Count - first);
        for (var i = first; i < records.Count; i++)
        {
            events.Add(records[i].Event);
        }

        return events.MoveToImmutable();
    }

    private RouterRefusal? Carry(RouterInput input)
    {
        var (records, first) = (_batch.Records, _batch.Records.Count);
        var decision = Decide(input);
        var refusal = _turn.Run(decision, input, _now, records);
        _metrics.Carried(input.Command, refusal, _state, records, first);
        return refusal;
    }

    /// <summary>A command that fails twice is put aside, so that one poisoned command does not stop everyone.</summary>
    private RouterDecision Decide(RouterInput input)
    {
        if (_setAside.TryGetValue(input.CommandId, out var fault) && !RouterMachine.IsKnown(_state, input))
        {
            return SetAside(input, fault);
        }

        try
        {
            return RouterMachine.Decide(_state, input, _now);
        }
        catch (Exception first)
        {
            try
            {
                return RouterMachine.Decide(_state, input, _now);
            }
            catch (Exception)
            {
                RouterLog.Faulted(_logger, first, _name, input.Command.GetType().Name, input.CommandId);
                return SetAside(input, first.GetType().Name);
            }
        }
    }

    private RouterDecision SetAside(RouterInput input, string fault) => new(
        [Faults.Describe(_state, input.Command, fault)],
        new RouterRefusal(RouterRefusalCode.Faulted, $"The router failed at {input.Command.GetType().Name} {input.CommandId}. It is recorded; nothing was changed."));

    private void FireDue()
    {
        if (_state.NextTimer is { } timer && timer.Due <= _now.ToUnixTimeMilliseconds())
        {
            var cause = DerivedId.From(
                _name, "wake", timer.Due.ToString(CultureInfo.InvariantCulture), timer.Sequence.ToString(CultureInfo.InvariantCulture));
            Carry(new RouterInput(cause, null, new RouterCommand.Wake()));
        }
    }

    private async Task AppendAsync(RouterBatch batch)
    {
        if (batch.Records.Count == 0)
        {
            return;
        }

        var (records, since, at) = (batch.Records, _time.GetTimestamp(), 0);
        foreach (var end in (int[])[.. _turn.Cuts, records.Count]) // more than one only for what concerns hundreds of items
        {
            await _journal.AppendAsync(at == 0 && end == records.Count ? records : records.GetRange(at, end - at)).ConfigureAwait(false);
            at = end;
        }

        _metrics.Appended(records.Count, _time.GetElapsedTime(since));
    }

    private void ScheduleWake(ITimer timer)
    {
        if (_state.NextDue is not { } due)
        {
            return; // a tick set for what was cancelled since finds nothing due
        }

        var wait = due - _time.GetUtcNow();
        timer.Change(wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestSleep ? LongestSleep : wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nobody waits for an answer that cannot come.</summary>
    private void Abandon(Exception failure)
    {
        _failure = failure;
        FailedAt = _carrying;
        _mailbox.Writer.TryComplete();
        _inHand?.Fail(NewUnavailable());
        foreach (var envelope in _before.Waiting.Concat(_batch.Waiting))
        {
            envelope.Fail(NewUnavailable());
        }

        while (_mailbox.Reader.TryRead(out var waiting))
        {
            waiting.Fail(NewUnavailable());
            if (waiting is Envelope.Delivery)
            {
                _deliveryRoom.Release();
            }
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            throw NewUnavailable();
        }
    }

    private RouterUnavailableException NewUnavailable() =>
        new($"The router partition '{_name}' has failed ({_failure!.GetType().Name}); ask again under the same id when it is rebuilt.", _failure);
}
