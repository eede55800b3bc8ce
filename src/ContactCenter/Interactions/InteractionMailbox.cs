using System.Collections.Immutable;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Interactions;

/// <summary>
/// One interaction's mailbox: decides a batch, makes it durable, then answers. It runs only while there is something to do
/// and is forgotten when idle, so that ten thousand quiet interactions cost nothing; its state is read back from its stream.
/// </summary>
internal sealed class InteractionMailbox(InteractionId id, InteractionHost host)
{
    /// <summary>Commands of people that may wait: more than a person can give; beyond it the caller is told to try again.</summary>
    private const int MaxWaiting = 256;

    private const int MaxBatch = 64;

    private readonly Lock _gate = new();
    private readonly Queue<Envelope> _waiting = new();
    private readonly MachineId _machine = Entries.Interaction(id);
    private InteractionState? _state;
    private bool _isRunning;
    private bool _isRetired;

    /// <summary>Takes an input; false when the mailbox is retired and another one has to be asked.</summary>
    /// <param name="input">What to decide. What is pulled from the log is always taken; people wait their turn or are told to come again.</param>
    /// <param name="answer">Completes when its consequences are durable.</param>
    public bool TryPost(InteractionInput input, out Task<DeskResult> answer)
    {
        var envelope = new Envelope(input);
        answer = envelope.Answer.Task;
        lock (_gate)
        {
            if (_isRetired)
            {
                return false;
            }

            if (input.Source is null && _waiting.Count >= MaxWaiting)
            {
                envelope.Answer.SetResult(new DeskResult(DeskStatus.Unavailable, "CC1203", "Too much is waiting for this conversation; try again in a moment."));
                return true;
            }

            _waiting.Enqueue(envelope);
            if (!_isRunning)
            {
                _isRunning = true;
                host.Started(Task.Run(RunAsync));
            }
        }

        return true;
    }

    /// <summary>Closes the mailbox if nothing is going on in it.</summary>
    public bool TryRetire()
    {
        lock (_gate)
        {
            return _isRetired = !_isRunning;
        }
    }

    private async Task RunAsync()
    {
        var batch = new List<Envelope>();
        while (true)
        {
            lock (_gate)
            {
                while (batch.Count < MaxBatch && _waiting.TryDequeue(out var envelope))
                {
                    batch.Add(envelope);
                }

                if (batch.Count == 0)
                {
                    _isRunning = false;
                    return;
                }
            }

            await HandleAsync(batch).ConfigureAwait(false);
            batch.Clear();
        }
    }

    private async Task HandleAsync(List<Envelope> batch)
    {
        try
        {
            for (var attempt = 0; ; attempt++)
            {
                var before = _state ?? await host.LoadAsync(id).ConfigureAwait(false);
                using var activity = Tracing.Start("interaction.decide", batch[0].Input.TraceParent);
                var (after, entries) = await DecideAsync(before, batch).ConfigureAwait(false);
                if (entries.Length > 0 && !await host.AppendAsync(_machine, before.Version, entries, after.Work?.Priority.IsEmergency == true).ConfigureAwait(false))
                {
                    _state = null; // somebody else wrote to the stream: read it and decide again, once
                    if (attempt > 0)
                    {
                        throw new LogUnavailableException($"The stream {_machine} has another writer; only one process may run a tenant.") { Code = "CC1002" };
                    }

                    continue;
                }

                _state = after;
                break;
            }

            foreach (var envelope in batch)
            {
                envelope.Answer.TrySetResult(envelope.Result);
            }
        }
        catch (LogUnavailableException e)
        {
            _state = null; // what is durable is read again
            foreach (var envelope in batch)
            {
                envelope.Answer.TrySetException(e);
            }
        }
        catch (Exception e)
        {
            // Its stream cannot be read or continued: it alone halts, health names it, and what waits for it is
            // delivered again at the next start.
            _state = null;
            host.Halt(id, e);
            foreach (var envelope in batch)
            {
                envelope.Answer.TrySetResult(new DeskResult(DeskStatus.Refused, "CC1205", "This conversation has halted; an administrator finds why in the log."));
            }
        }
    }

    private async ValueTask<(InteractionState After, ImmutableArray<Entry> Entries)> DecideAsync(InteractionState state, List<Envelope> batch)
    {
        var entries = ImmutableArray.CreateBuilder<Entry>();
        foreach (var envelope in batch)
        {
            var input = envelope.Input;
            var now = host.Now;
            var decision = Decide(state, input, now);
            envelope.Result = decision.Refusal ?? DeskResult.Done;
            for (var i = 0; i < decision.Events.Length; i++)
            {
                var e = decision.Events[i];
                state = InteractionFold.Apply(state, e, input.Id, input.Source);
                entries.Add(await host.EntryAsync(_machine, state, e, input, i, now).ConfigureAwait(false));
            }
        }

        return (state, entries.ToImmutable());
    }

    /// <summary>A command that cannot be decided twice is put aside where a supervisor finds it, so that the rest goes on.</summary>
    private InteractionDecision Decide(InteractionState state, InteractionInput input, DateTimeOffset now)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return InteractionMachine.Decide(state, input, now);
            }
            catch (Exception e)
            {
                host.Failed(id, e);
                if (attempt > 0)
                {
                    return new InteractionDecision(
                        InteractionFaults.Fallback(state, input, e.GetType().Name, now),
                        new DeskResult(DeskStatus.Refused, "CC1204", "The center failed at this command; a supervisor finds it on the list."));
                }
            }
        }
    }

    private sealed class Envelope(InteractionInput input)
    {
        public InteractionInput Input { get; } = input;

        public DeskResult Result { get; set; } = DeskResult.Done;

        public TaskCompletionSource<DeskResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
