using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Desk;

namespace ReferenceHost.Demo;

/// <summary>
/// A colleague who works like a person, through the same desk as everybody: looks every second, takes an offer after a moment (now and
/// then leaves it to others), reads, writes, passes bills and appointments on, ends, and closes with an outcome.
/// </summary>
internal sealed class SimulatedAgent(AgentId agent, IDesks desks, IHostApplicationLifetime lifetime, ILogger<SimulatedAgent> logger) : BackgroundService
{
    private static readonly TenantId Acme = new("acme");
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    private readonly Random _random = new(agent.Value.Sum(c => c));
    private readonly Dictionary<Guid, DateTimeOffset> _due = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        while (!ending.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(ending.Token);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "The simulated agent {Agent} takes a breath.", agent);
                await Task.Delay(TimeSpan.FromSeconds(5), ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        var desk = desks.Open(Principal.Person(agent, Acme, Role.Agent), Acme);
        await using var connection = await desk.ConnectAsync(cancellationToken);
        while (true)
        {
            var view = await desk.AgentAsync(cancellationToken);
            switch (view.Presence)
            {
                case Presence.SignedOut:
                    await DoAsync(desk, new DeskCommand.SignIn());
                    break;
                case Presence.NotReady when view.Reason == NotReadyReason.SignedIn || IsDue(agent.Value, 20, 60): // a break, or a supervisor's wish
                    await DoAsync(desk, new DeskCommand.SetReady());
                    break;
            }

            foreach (var offer in view.Offers.Where(o => o.Channel != ChannelKind.Voice && IsDue(o.Offer.Value, 2, 6))) // the telephone answers calls
            {
                await DoAsync(desk, _random.Next(8) == 0 ? new DeskCommand.DeclineOffer(offer.Offer) : new DeskCommand.AcceptOffer(offer.Offer));
            }

            foreach (var work in view.Work)
            {
                await HandleAsync(desk, work, view.Name, cancellationToken);
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private async Task HandleAsync(IDesk desk, WorkView work, string name, CancellationToken cancellationToken)
    {
        var id = work.Interaction.Interaction;
        if (work.InWrapUp)
        {
            if (IsDue(id.Value, 4, 10))
            {
                await DoAsync(desk, new DeskCommand.CloseInteraction(id, await OutcomeAsync(desk, id, cancellationToken)));
            }

            return;
        }

        if (await desk.InteractionAsync(id, cancellationToken) is not { Sessions: [.., var session] } interaction)
        {
            return;
        }

        if (interaction.Summary.Channel == ChannelKind.Voice)
        {
            return; // they talk, and hang up
        }

        var messages = interaction.Timeline.Where(t => t.Kind is TimelineKind.MessageIn or TimelineKind.MessageOut).ToList();
        if (messages is not [.., var last])
        {
            return;
        }

        if (last.Kind == TimelineKind.MessageOut)
        {
            if (DateTimeOffset.UtcNow - last.Time > Silence)
            {
                await DoAsync(desk, new DeskCommand.EndInteraction(id));
            }
        }
        else if (IsDue(last.Id.Value, 4, 12))
        {
            var answered = messages.Count(m => m.Kind == TimelineKind.MessageOut && m.Author != "system");
            var opening = messages.First(m => m.Kind == TimelineKind.MessageIn).Text ?? "";
            foreach (var command in Next(interaction.Summary, session.Session, opening, last.Text ?? "", answered, name))
            {
                await DoAsync(desk, command);
            }
        }
    }

    private static IEnumerable<DeskCommand> Next(InteractionSummary summary, SessionId session, string opening, string text, int answered, string name)
    {
        var id = summary.Interaction;
        var matter = Replies.MatterOf(opening);
        if (answered == 0 && matter.Queue is { } queue && summary.Queue is { Value: "faults" })
        {
            yield return new DeskCommand.AddNote(id, "Not a fault: passed on to bookings and bills.");
            yield return new DeskCommand.TransferToQueue(id, queue);
            yield break;
        }

        if (Replies.IsGoodbye(text))
        {
            yield return new DeskCommand.EndInteraction(id);
            yield break;
        }

        yield return new DeskCommand.SendMessage(id, session, matter.Reply(answered, name));
        if (answered == 1 && matter.Note is { } note)
        {
            yield return new DeskCommand.AddNote(id, note);
        }
    }

    private static async Task<DispositionCode> OutcomeAsync(IDesk desk, InteractionId id, CancellationToken cancellationToken)
    {
        var opening = (await desk.InteractionAsync(id, cancellationToken))?.Timeline.FirstOrDefault(t => t.Kind == TimelineKind.MessageIn)?.Text ?? "";
        return Replies.MatterOf(opening).Outcome;
    }

    private async Task DoAsync(IDesk desk, DeskCommand command)
    {
        var result = await desk.DoAsync(command, Guid.CreateVersion7());
        if (!result.IsDone)
        {
            logger.LogDebug("{Agent}: {Command} was not done: {Code} {Message}", agent, command.GetType().Name, result.Code, result.Message);
        }
    }

    /// <summary>Whether a person would have got round to it: some seconds after the first time it is seen.</summary>
    private bool IsDue(Guid what, int least, int most)
    {
        var now = DateTimeOffset.UtcNow;
        if (!_due.TryGetValue(what, out var at))
        {
            _due[what] = at = now.AddSeconds(least + (_random.NextDouble() * (most - least)));
            if (_due.Count > 500)
            {
                _due.Remove(_due.MinBy(d => d.Value).Key);
            }
        }

        if (now < at)
        {
            return false;
        }

        _due.Remove(what);
        return true;
    }

    private bool IsDue(string what, int least, int most) => IsDue(DerivedId.From(what), least, most);
}
