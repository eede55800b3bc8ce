using System.Diagnostics;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>Two to 32 processes on one log, and a writer that is paused while another takes the log over.</summary>
public sealed class TakeoverTests : IDisposable
{
    private readonly TestFolder _folder = new(inMemory: true);

    [Fact]
    public async Task Of_fifty_paused_writers_that_resume_after_a_takeover_none_writes_anything()
    {
        var expected = new List<int>();
        for (var round = 0; round < 50; round++)
        {
            var time = new PausingTime();
            var store = new SqliteLogStore(_folder.Path, TestFolder.Log, new SqliteLogOptions(), time, NullLoggerFactory.Instance);
            await using var first = await AuditLog.OpenAsync(store, new AuditLogOptions(), time);
            await AppendAsync(first, 2 * round, expected);
            time.Pauses = true;
            var late = first.AppendAsync(first.AppendAny(SampleEntries.Entry(1_000 + round))).AsTask();
            await time.Paused;
            store.LoseLock(); // as on a file system that forgets locks
            await using (var next = await _folder.OpenAsync())
            {
                await AppendAsync(next, (2 * round) + 1, expected);
            }

            time.Resume();
            await Should.ThrowAsync<LogUnavailableException>(late);
            await Should.ThrowAsync<LogUnavailableException>(first.AppendAsync(first.AppendAny(SampleEntries.Entry(2_000 + round))).AsTask());
        }

        await using var last = await _folder.OpenAsync();
        (await last.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe(expected);
        (await _folder.VerifyAsync()).Fault.ShouldBeNull();
        last.Epoch.ShouldBe(101);
    }

    [Fact]
    public async Task A_writer_whose_index_has_failed_keeps_no_other_from_it()
    {
        var watch = new IndexWatch();
        var store = new SqliteLogStore(_folder.Path, TestFolder.Log, new SqliteLogOptions { IndexDelay = TimeSpan.FromSeconds(3) }, TimeProvider.System, watch);
        await using var first = await AuditLog.OpenAsync(store, new AuditLogOptions(), TimeProvider.System);
        await first.AppendAsync(first.AppendAny(SampleEntries.Entry(0)));
        store.LoseLock();
        var next = await _folder.OpenAsync(); // takes the entry into the index: there the first one fails with it soon after
        await watch.Failed;

        await next.AppendAsync(next.AppendAny(SampleEntries.Entry(1)));
        await next.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1)); // once its index has everything
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(32)]
    public async Task Of_many_processes_on_one_log_one_writes_and_the_others_are_told_why_not(int processes)
    {
        var probes = Enumerable.Range(0, processes).Select(i => new Probe(_folder.Path, i * 100_000)).ToList();
        await Task.WhenAny(probes.Select(static p => p.Acknowledged));
        var winner = probes.Single(static p => p.Acknowledged.IsCompleted);
        foreach (var refused in probes.Where(p => p != winner))
        {
            await refused.Ended;
            refused.Acknowledgements.ShouldBe(0);
            (await refused.Errors).ShouldContain("log.lock' is held by another process");
        }

        winner.Kill();
        await winner.Ended;

        await using var log = await _folder.OpenAsync();
        var numbers = await log.ReadAsync(LogPosition.Start).NumbersAsync();
        numbers.Length.ShouldBeGreaterThanOrEqualTo(winner.Acknowledgements);
        numbers.ShouldBe(Enumerable.Range(numbers[0], numbers.Length));
        probes.ForEach(static p => p.Dispose());
    }

    public void Dispose() => _folder.Dispose();

    private static async Task AppendAsync(AuditLog log, int number, List<int> expected)
    {
        (await log.AppendAsync(log.AppendAny(SampleEntries.Entry(number)))).First.Value.ShouldBe(expected.Count);
        expected.Add(number);
    }

    /// <summary>A clock at which the writing thread stops, when told to, as a process does that is paused: before it begins to write a batch.</summary>
    private sealed class PausingTime : TimeProvider
    {
        private readonly TaskCompletionSource _paused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _resume = new();

        public bool Pauses { get; set; }

        public Task Paused => _paused.Task.WaitAsync(TimeSpan.FromSeconds(60));

        public void Resume() => _resume.Set();

        public override DateTimeOffset GetUtcNow()
        {
            if (Pauses)
            {
                _paused.TrySetResult();
                _resume.Wait(TimeSpan.FromSeconds(60));
            }

            return base.GetUtcNow();
        }
    }

    /// <summary>A process that appends until it is killed, or is refused.</summary>
    private sealed class Probe : IDisposable
    {
        private readonly Process _process;
        private readonly TaskCompletionSource _acknowledged = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _acknowledgements;

        public Probe(string folder, int first)
        {
            _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, folder, first.ToString(), "1"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Errors = _process.StandardError.ReadToEndAsync();
            Ended = ReadAsync();
        }

        public Task Acknowledged => _acknowledged.Task;

        public Task Ended { get; }

        public Task<string> Errors { get; }

        public int Acknowledgements => _acknowledgements;

        public void Kill() => _process.Kill();

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            _process.Dispose();
        }

        private async Task ReadAsync()
        {
            while (await _process.StandardOutput.ReadLineAsync() is not null)
            {
                _acknowledgements++;
                _acknowledged.TrySetResult();
            }

            await _process.WaitForExitAsync();
        }
    }
}
