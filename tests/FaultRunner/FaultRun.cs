namespace FaultRunner;

/// <summary>
/// The proof that nothing is lost: a stream of messages, a host that is killed over and over, a last host that lives, and then the question to
/// the carrier what became of every message.
/// </summary>
public sealed class FaultRun(RunOptions options, TextWriter output)
{
    /// <summary>How often a point that was not reached in time is tried again.</summary>
    private const int MaxMisses = 40;

    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(5);

    private readonly Random _random = new(options.Seed);
    private readonly List<Life> _lives = [];
    private int _misses;

    /// <summary>Runs it all.</summary>
    public async Task<Verdict> RunAsync(CancellationToken cancellationToken = default)
    {
        var folder = options.Folder ?? Directory.CreateTempSubdirectory("faults-").FullName;
        Verdict verdict;
        await using (var bench = await Bench.OpenAsync(folder, options.Seed))
        {
            bench.Work();
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var writing = bench.WriteAsync(options.Rate, enough.Token);
            try
            {
                await KillAsync(bench, cancellationToken);
            }
            finally
            {
                await enough.CancelAsync();
                await writing;
            }

            verdict = await SettleAsync(bench, cancellationToken);
        }

        if (verdict.IsGood && options.Folder is null)
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            await output.WriteLineAsync($"Kept: {folder}");
        }

        return verdict;
    }

    private async Task KillAsync(Bench bench, CancellationToken cancellationToken)
    {
        var plan = new Queue<string>(Plan());
        while (plan.TryDequeue(out var point))
        {
            var life = await LiveAsync(bench, point, cancellationToken);
            _lives.Add(life);
            if (life.Point != point && ++_misses <= MaxMisses)
            {
                plan.Enqueue(point); // it died otherwise; the point is still owed its hit
            }

            if (_lives.Count % 25 == 0)
            {
                await output.WriteLineAsync($"{_lives.Count} kills, {plan.Count} to come");
            }
        }
    }

    private IEnumerable<string> Plan()
    {
        string[] all = [.. Enumerable.Repeat(options.Points, options.Hits).SelectMany(static p => p), .. Enumerable.Repeat(FaultPoints.Random, options.Random)];
        _random.Shuffle(all);
        return all;
    }

    private async Task<Life> LiveAsync(Bench bench, string point, CancellationToken cancellationToken)
    {
        var from = DateTimeOffset.UtcNow;
        var isRandom = point == FaultPoints.Random;
        using var host = HostProcess.Start(bench.Place, isRandom ? null : $"{point}:{FaultPoints.Count(point, _random)}");
        using var death = new CancellationTokenSource();
        var readiness = host.ReadyAsync(bench.Http, death.Token);
        if (isRandom && _random.Next(3) > 0)
        {
            await readiness; // one in three may die while it starts
        }

        var ended = await host.ExitsWithinAsync(isRandom ? LongestLife * _random.NextDouble() : FaultPoints.Patience(point), cancellationToken);
        if (!ended)
        {
            await host.KillAsync();
        }

        await death.CancelAsync();
        await ((Task)readiness).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return new Life(
            ended || isRandom ? point : FaultPoints.Random,
            from,
            readiness.IsCompletedSuccessfully ? readiness.Result : null,
            ended && host.ExitCode != 137 ? $"The host ended by itself with {host.ExitCode} when it should have died at {point}." : null);
    }

    /// <summary>Starts a host that may live, and waits until it has found and answered everything, or patience is over.</summary>
    private async Task<Verdict> SettleAsync(Bench bench, CancellationToken cancellationToken)
    {
        var from = DateTimeOffset.UtcNow;
        using var host = HostProcess.Start(bench.Place);
        var ready = await host.ReadyAsync(bench.Http, cancellationToken);
        _lives.Add(new Life(Life.Last, from, ready, ready is null ? $"The last host ended by itself with {host.ExitCode}." : null));
        return await Settlement.AwaitAsync(bench, host, _lives, options.Patience, cancellationToken);
    }
}

/// <summary>One life of the host.</summary>
/// <param name="Point">Where it died.</param>
/// <param name="From">When it was started.</param>
/// <param name="ReadyIn">How long it took to be ready; null when it died before.</param>
/// <param name="Fault">What was wrong with its end.</param>
public sealed record Life(string Point, DateTimeOffset From, TimeSpan? ReadyIn, string? Fault)
{
    /// <summary>The host that was let live.</summary>
    public const string Last = "none: the last host";
}
