using System.Collections.Concurrent;
using ContactCenter.Desk;
using ContactCenter.Journal;

namespace ContactCenter.Testing;

/// <summary>A <see cref="ScriptedAgent"/> at work at its desk. It follows what its desk tells it and never asks in between. Thread-safe.</summary>
public sealed class WorkingAgent : IAsyncDisposable
{
    private readonly ScriptedAgent _script;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<InteractionId> _taken = new();
    private readonly ConcurrentQueue<InteractionId> _finished = new();
    private readonly ConcurrentQueue<(DeskCommand Command, DeskResult Result)> _refused = new();
    private readonly HashSet<OfferId> _offers = [];
    private readonly HashSet<InteractionId> _begun = [];
    private readonly List<Task> _doing = [];
    private readonly Pulse _looked = new();
    private volatile HashSet<InteractionId> _inHand = []; // never changed once it stands here
    private IAsyncDisposable? _connection;
    private Task _watching = Task.CompletedTask;
    private int _conversations;
    private int _isDisposed;

    internal WorkingAgent(ScriptedAgent script, IDesk desk, TimeProvider time) => (_script, Desk, _time) = (script, desk, time);

    /// <summary>The desk it sits at: what the test does by hand, or looks at.</summary>
    public IDesk Desk { get; }

    /// <summary>The conversations it began, in order; one that came back stands here again.</summary>
    public IReadOnlyList<InteractionId> Taken => [.. _taken];

    /// <summary>Those whose script it did to the end.</summary>
    public IReadOnlyList<InteractionId> Finished => [.. _finished];

    /// <summary>What the center did not let it do, such as accepting an offer that had expired.</summary>
    public IReadOnlyList<(DeskCommand Command, DeskResult Result)> Refused => [.. _refused];

    /// <summary>Leaves: the desktop is closed, what is in hand stays in hand. What broke while it worked is thrown here.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        try
        {
            await _watching.ConfigureAwait(false);
            await Task.WhenAll(_doing).ConfigureAwait(false);
        }
        finally
        {
            if (_connection is not null)
            {
                await _connection.DisposeAsync().ConfigureAwait(false);
            }

            _stopping.Dispose();
        }
    }

    internal async Task BeginAsync()
    {
        _connection = await Desk.ConnectAsync().ConfigureAwait(false);
        var presence = (await Desk.AgentAsync().ConfigureAwait(false)).Presence; // what the agent was before a restart stays
        if (presence == Presence.SignedOut)
        {
            await BeginAsync(new DeskCommand.SignIn()).ConfigureAwait(false);
        }

        if (presence != Presence.Ready)
        {
            await BeginAsync(new DeskCommand.SetReady()).ConfigureAwait(false);
        }

        _watching = WatchAsync();
    }

    /// <summary>Does it, again under the same key while the center cannot take it.</summary>
    internal async Task<bool> TryAsync(DeskCommand command)
    {
        var key = NewKey();
        while (true)
        {
            var looked = _looked.Next;
            var result = await Desk.DoAsync(command, key, _stopping.Token).ConfigureAwait(false);
            if (result.Status != DeskStatus.Unavailable)
            {
                if (!result.IsDone)
                {
                    _refused.Enqueue((command, result));
                }

                return result.IsDone;
            }

            await looked.WaitAsync(_stopping.Token).ConfigureAwait(false); // a center that is back says so
        }
    }

    /// <summary>Waits until the conversation is as <paramref name="isReady"/> wants it; null when it is in hand no longer.</summary>
    internal async Task<InteractionView?> UntilAsync(InteractionId interaction, Func<InteractionView, bool> isReady)
    {
        while (true)
        {
            var looked = _looked.Next;
            try
            {
                if (await Desk.InteractionAsync(interaction, _stopping.Token).ConfigureAwait(false) is { } view && isReady(view))
                {
                    return view;
                }
            }
            catch (LogUnavailableException)
            {
                // The tenant is being started again; what follows is a resync.
            }

            if (!_inHand.Contains(interaction))
            {
                return null;
            }

            await looked.WaitAsync(_stopping.Token).ConfigureAwait(false);
        }
    }

    internal Task PauseAsync(TimeSpan pause) => pause > TimeSpan.Zero ? Task.Delay(pause, _time, _stopping.Token) : Task.CompletedTask;

    private async Task BeginAsync(DeskCommand command)
    {
        var result = await Desk.DoAsync(command, NewKey()).ConfigureAwait(false);
        if (!result.IsDone)
        {
            await _connection!.DisposeAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"{_script.Agent} cannot begin: {command.GetType().Name} ended {result.Status} ({result.Code}). {result.Message}");
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var _ in Desk.WatchAsync(_stopping.Token).ConfigureAwait(false))
            {
                await LookAsync().ConfigureAwait(false);
                _looked.Beat();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The day is over.
        }
    }

    private async Task LookAsync()
    {
        AgentView view;
        try
        {
            view = await Desk.AgentAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (LogUnavailableException)
        {
            return; // the resync of the tenant's next start brings it here again
        }

        foreach (var offer in view.Offers.Where(o => _offers.Add(o.Offer)).OrderBy(static o => o.OfferedAt).ToList())
        {
            Do(ReplyAsync(offer.Offer, _offers.Count - 1));
        }

        var inHand = view.Work.Select(static w => w.Interaction.Interaction).ToHashSet();
        _inHand = inHand;
        _begun.IntersectWith(inHand); // one that comes back later is begun anew
        foreach (var work in view.Work.Where(w => !w.InWrapUp && _begun.Add(w.Interaction.Interaction)))
        {
            Do(ConverseAsync(work.Interaction.Interaction, _conversations++));
        }

        if (view is { Presence: Presence.NotReady, Reason: { } reason } && reason == NotReadyReason.NoAnswer)
        {
            Do(TryAsync(new DeskCommand.SetReady())); // it let an offer expire, as its script says
        }
    }

    private void Do(Task task)
    {
        _doing.RemoveAll(static t => t.IsCompletedSuccessfully);
        _doing.Add(QuietlyAsync(task));
    }

    private async Task QuietlyAsync(Task task)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It was in the middle of something when the day ended.
        }
    }

    private async Task ReplyAsync(OfferId offer, int number)
    {
        var reply = _script.ReplyTo(number);
        if (reply.Chance is not { } chance)
        {
            return;
        }

        var random = _script.ChanceOf("offer", number);
        await PauseAsync(reply.Pace.Draw(random)).ConfigureAwait(false);
        await TryAsync(random.NextDouble() < chance ? new DeskCommand.AcceptOffer(offer) : new DeskCommand.DeclineOffer(offer)).ConfigureAwait(false);
    }

    private async Task ConverseAsync(InteractionId interaction, int number)
    {
        _taken.Enqueue(interaction);
        if (await new ScriptedConversation(this, interaction, _script.ChanceOf("conversation", number)).RunAsync(_script.Steps).ConfigureAwait(false))
        {
            _finished.Enqueue(interaction);
        }
    }

    private Guid NewKey() => Guid.CreateVersion7(_time.GetUtcNow());
}
