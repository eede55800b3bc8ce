using ContactCenter.Sqlite.Keys;
using ContactCenter.Sqlite.Views;
using ContactCenter.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sqlite.Crashes;

/// <summary>A child process is killed with SIGKILL again and again over the same files: four times at each point in each build; more by <c>CONTACTCENTER_KILLS</c>.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_KILLS"), out var wanted) ? wanted : 4;

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("views.before-commit")]
    [InlineData("views.after-commit")]
    public async Task A_killed_process_leaves_view_commits_whole(string point)
    {
        var last = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var printed = await RunUntilKilledAsync("views", last + 1, point, 10 * (1 + (kill % 4)));
            var acknowledged = printed.Count == 0 ? last : int.Parse(printed[^1]);
            await using var store = SqliteViewStore.Open(_folder["views.db"], TestContext.With());
            var checkpoint = (int)(await store.CheckpointAsync("p")).Value;
            checkpoint.ShouldBe(point == "views.before-commit" ? acknowledged : acknowledged + 1);

            var rows = new List<ViewRow>();
            await foreach (var row in store.ListAsync(new ViewQuery("v")))
            {
                rows.Add(row);
            }

            rows.Count.ShouldBe(50);
            rows.ShouldAllBe(row => row.Order == checkpoint);
            last = checkpoint;
        }

        last.ShouldBeGreaterThan(50);
    }

    [Theory]
    [InlineData("keys.before-commit")]
    [InlineData("keys.after-commit")]
    public async Task A_killed_process_loses_no_customer_it_has_named(string point)
    {
        var named = new Dictionary<int, string>();
        for (var kill = 1; kill <= Kills; kill++)
        {
            foreach (var line in await RunUntilKilledAsync("keys", named.Count + 1, point, 5 * (1 + (kill % 4))))
            {
                var words = line.Split(' ');
                named.Add(int.Parse(words[0]), words[1]);
            }

            var master = RootKey.Load(new SqliteOptions { Root = _folder.Path }, NullLogger.Instance);
            await using var keys = SqliteKeyStore.Open(_folder["keys.db"], _folder["periods"], master, TestContext.With());
            foreach (var (number, customer) in named)
            {
                var found = (await keys.FindAsync(Victim.Caller(number))).ShouldNotBeNull();
                found.ToString().ShouldBe(customer);
                (await keys.AddressesAsync(found)).ShouldBe([Victim.Caller(number)]);
            }
        }

        named.Count.ShouldBeGreaterThan(30);
    }

    [Theory]
    [InlineData("periods.before-begin", 1)]
    [InlineData("periods.after-begin", 1)]
    [InlineData("keys.before-commit", 2)]
    [InlineData("keys.after-commit", 2)]
    [InlineData("periods.before-destroy", 1)]
    [InlineData("periods.after-destroy", 1)]
    public async Task A_process_killed_while_it_changes_the_period_loses_nobody_and_the_next_one_goes_on(string point, int hit)
    {
        const int customers = 300;
        var master = RootKey.Load(new SqliteOptions { Root = _folder.Path }, NullLogger.Instance);
        var time = new FakeTimeProvider(Victim.Started);
        var known = new List<CustomerId>();
        await using (var keys = Open())
        {
            known.AddRange(await Task.WhenAll(Enumerable.Range(0, customers).Select(i => keys.IdentifyAsync(Victim.Caller(i)).AsTask())));
        }

        for (var kill = 1; kill <= 2; kill++)
        {
            (await RunUntilKilledAsync("rotate", kill, point, hit)).ShouldBeEmpty();
            time.Advance(KeyFiles.Length);
            await using var keys = Open();
            for (var i = 0; i < customers; i++)
            {
                (await keys.FindAsync(Victim.Caller(i))).ShouldBe(known[i]);
                (await keys.AddressesAsync(known[i])).ShouldBe([Victim.Caller(i)]);
            }

            await new KeyRotation(keys, KeyFiles.Length, TimeSpan.Zero, TestContext.With(time: time)).TurnAsync(CancellationToken.None);
            new PeriodFile(_folder["periods"]).Find()!.Slots.OfType<StoredPeriod>().ShouldHaveSingleItem().Began.ShouldBe(time.GetUtcNow());
        }

        SqliteKeyStore Open() => SqliteKeyStore.Open(_folder["keys.db"], _folder["periods"], master, TestContext.With(time: time));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<List<string>> RunUntilKilledAsync(string what, int first, string point, int hit)
    {
        using var victim = Victim.Start(what, _folder.Path, $"{first}", point, $"{hit}");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var errors = victim.StandardError.ReadToEndAsync(patience.Token);
            var output = await victim.StandardOutput.ReadToEndAsync(patience.Token);
            await victim.WaitForExitAsync(patience.Token);
            victim.ExitCode.ShouldBe(128 + 9, $"killed, not ended by itself: {await errors}");
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        catch (OperationCanceledException)
        {
            victim.Kill();
            throw;
        }
    }
}
