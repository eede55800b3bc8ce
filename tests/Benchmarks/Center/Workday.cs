using ContactCenter.Desk;

namespace ContactCenter.Benchmarks.Center;

/// <summary>Fills a center's log as work does: customers write, agents take, answer and close, as fast as it goes; at last many wait.</summary>
internal sealed class Workday(BenchCenter center, int agents)
{
    private const int MaxInHand = 1_000;
    private const int EntriesPerWaiting = 6; // received, opened, session, joined, requested, queued

    private readonly SemaphoreSlim _room = new(MaxInHand);
    private readonly CancellationTokenSource _over = new();
    private long _entries;

    public async Task RunAsync(long entries, int waiting)
    {
        var watching = WatchAsync();
        var working = Enumerable.Range(0, agents).Select(WorkAsync).ToList();
        for (var customer = 0; Volatile.Read(ref _entries) < entries - (waiting * EntriesPerWaiting); customer++)
        {
            await _room.WaitAsync();
            await center.ReceiveAsync(customer % 20_000); // a customer comes back now and then
        }

        for (var i = 0; i < MaxInHand; i++)
        {
            await _room.WaitAsync(); // everything in hand is closed
        }

        await _over.CancelAsync();
        await Task.WhenAll(working);
        for (var done = 0; done < waiting; done += MaxInHand)
        {
            await Task.WhenAll(Enumerable.Range(20_000 + done, Math.Min(MaxInHand, waiting - done)).Select(center.ReceiveAsync));
        }

        await center.SettleAsync();
        await watching;
        Console.WriteLine($"{Volatile.Read(ref _entries):N0} entries and {waiting:N0} more conversations that wait");
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var e in center.Desk(0).WatchAsync(_over.Token))
            {
                Volatile.Write(ref _entries, e.Position);
            }
        }
        catch (OperationCanceledException) when (_over.IsCancellationRequested)
        {
            // The day is over.
        }
    }

    private async Task WorkAsync(int number)
    {
        var desk = center.Desk(number);
        await using var connection = await desk.ConnectAsync();
        await desk.DoAsync(new DeskCommand.SignIn(), Guid.NewGuid());
        await desk.DoAsync(new DeskCommand.SetReady(), Guid.NewGuid());
        while (!_over.IsCancellationRequested)
        {
            var view = await desk.AgentAsync();
            await Task.WhenAll(view.Offers.Select(o => desk.DoAsync(new DeskCommand.AcceptOffer(o.Offer), Guid.NewGuid()).AsTask()));
            await Task.WhenAll(view.Work.Where(static w => !w.InWrapUp).Select(w => FinishAsync(desk, w.Interaction.Interaction)));
            if (view.Offers.Count + view.Work.Count == 0)
            {
                await Task.Delay(5);
            }
        }

        await desk.DoAsync(new DeskCommand.SetNotReady(new NotReadyReason("break")), Guid.NewGuid());
        await desk.DoAsync(new DeskCommand.SignOut(), Guid.NewGuid());
    }

    private async Task FinishAsync(IDesk desk, InteractionId id)
    {
        if (await desk.InteractionAsync(id) is { MayWrite: true } view)
        {
            await desk.DoAsync(new DeskCommand.SendMessage(id, view.Sessions[^1].Session, "Somebody comes this afternoon, between two and four."), Guid.NewGuid());
            if ((await desk.DoAsync(new DeskCommand.CloseInteraction(id, new DispositionCode("resolved")), Guid.NewGuid())).IsDone)
            {
                _room.Release();
            }
        }
    }
}
