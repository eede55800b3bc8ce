using System.Diagnostics;
using ContactCenter.Journal;
using ContactCenter.Routing.Tests.Partition;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Routing.Tests.Model;

/// <summary>The same commands give the same events and the same state: in another process, culture and time zone, and however the mailbox was emptied.</summary>
public sealed class DeterminismTests
{
    private const int Histories = 200;
    private static readonly Lazy<string> Here = new(static () => HistoryHashes.Of(Histories));

    [Theory]
    [InlineData("ar-SA", "Pacific/Chatham")] // another calendar and other digits, a quarter of an hour's offset
    [InlineData("tr-TR", "America/St_Johns")] // an i of its own
    public async Task Another_process_in_another_culture_and_time_zone_comes_to_the_same(string culture, string zone)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DeterminismTests).Assembly.Location, "histories", $"{Histories}", culture]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TZ"] = zone;
        using var other = Process.Start(start)!;
        var (said, complained) = (other.StandardOutput.ReadToEndAsync(), other.StandardError.ReadToEndAsync());
        await other.WaitForExitAsync();
        other.ExitCode.ShouldBe(0, await complained);
        (await said).Trim().ShouldBe(Here.Value);
    }

    [Fact]
    public async Task A_partition_decides_the_same_however_many_commands_it_takes_at_a_time()
    {
        for (var number = 0; number < 40; number++)
        {
            var (inputs, alone) = await OneByOneAsync(new Tape(HistoryHashes.TapeOf(number + 100)));
            foreach (var size in (int[])[2, 7, inputs.Count])
            {
                var together = await PlayAsync(inputs, size);
                together.Transcript.ShouldBe(alone.Transcript, $"history {number}, {size} commands at a time");
                together.Hash.ShouldBe(alone.Hash);
                together.Appends.ShouldBeLessThan(alone.Appends);
            }
        }
    }

    private static async Task<(List<RouterInput> Inputs, Outcome Outcome)> OneByOneAsync(Tape tape)
    {
        await using var run = new Run();
        var inputs = new List<RouterInput>();
        foreach (var command in Tape.Opening())
        {
            await SendAsync(command);
        }

        while (!tape.AtEnd)
        {
            await SendAsync(await run.Partition.ReadAsync(state => tape.Command(state, Desk.Noon)));
        }

        return (inputs, await run.EndAsync());

        async Task SendAsync(RouterCommand command)
        {
            var position = command is RouterCommand.Enqueue or RouterCommand.TakeUp or RouterCommand.Complete or RouterCommand.Withdraw or RouterCommand.Release ? new LogPosition(inputs.Count + 1) : (LogPosition?)null;
            inputs.Add(new RouterInput(DerivedId.From("command", $"{inputs.Count}"), position, command));
            await run.SendAsync(inputs[^1]);
            await run.Partition.ReadAsync(static _ => 0); // it has been carried out
        }
    }

    private static async Task<Outcome> PlayAsync(List<RouterInput> inputs, int size)
    {
        await using var run = new Run();
        foreach (var chunk in inputs.Chunk(size))
        {
            run.Journal.Close(); // what comes meanwhile is one batch
            var sent = chunk.Select(run.SendAsync).ToList();
            run.Journal.Open();
            await Task.WhenAll(sent);
        }

        return await run.EndAsync();
    }

    private sealed record Outcome(string Transcript, string Hash, int Appends);

    /// <summary>A partition whose clock stands still.</summary>
    private sealed class Run : IAsyncDisposable
    {
        private readonly OneMeterFactory _meters = new();
        private readonly CancellationTokenSource _stopping = new();
        private readonly Task _running;

        public Run()
        {
            Partition = new RouterPartition(
                "acme", new RouterState(new SpareTheGeneralists()), Journal, new FakeTimeProvider(Desk.Noon), _meters, NullLogger<RouterPartition>.Instance);
            _running = Partition.RunAsync(_stopping.Token);
        }

        public MemoryJournal Journal { get; } = new();

        public RouterPartition Partition { get; }

        public Task SendAsync(RouterInput input) =>
            input.Source is null ? Partition.AskAsync(input.CommandId, input.Command).AsTask() : Partition.DeliverAsync(input).AsTask();

        public async Task<Outcome> EndAsync()
        {
            var hash = await Partition.ReadAsync(static state => state.ComputeHash());
            return new Outcome(History.Transcript(Journal.Records), hash, Journal.Appends);
        }

        public async ValueTask DisposeAsync()
        {
            await _stopping.CancelAsync();
            await _running;
            _stopping.Dispose();
            _meters.Dispose();
        }
    }
}
