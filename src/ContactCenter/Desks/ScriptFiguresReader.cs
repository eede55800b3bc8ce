using System.Security.Cryptography;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Scripts;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Which scripts there are, and what became of their runs: read from the log page by page, beside everything else that goes on.</summary>
internal sealed class ScriptFiguresReader(TenantRuntime runtime)
{
    /// <summary>Runs that are followed at the same time; some hundred bytes each.</summary>
    private const int MostOpenRuns = 200_000;

    private const int Page = 1_000;

    public IReadOnlyList<ScriptSummary> Scripts()
    {
        var running = runtime.Views.Scripts.Programs.ToDictionary(static row => row.Program, static row => row.Live, StringComparer.Ordinal);
        var now = runtime.Configuration.Current;
        var configured = now.Options.Scripts.Keys.Select(name => (Name: name, Program: now.Scripts.Find(name))).ToDictionary(static one => one.Name, static one => one.Program, StringComparer.Ordinal);
        var known = runtime.Views.Scripts.Programs.Select(static row => (row.Script, row.Version, row.Program, At: row.At.Value))
            .Concat(configured.Values.OfType<ScriptProgram>().Select(static program => (Script: program.Name, program.Version, Program: ScriptPrograms.HashOf(program), At: long.MaxValue)))
            .DistinctBy(static one => one.Program).ToLookup(static one => one.Script, StringComparer.Ordinal);
        return
        [
            .. known.Select(static one => one.Key).Union(configured.Keys).Order(StringComparer.Ordinal).Select(name =>
            {
                var current = configured.GetValueOrDefault(name) is { } program ? ScriptPrograms.HashOf(program) : null;
                return new ScriptSummary(
                    name,
                    [
                        .. known[name].OrderByDescending(static one => one.Version).ThenByDescending(static one => one.At)
                            .Select(one => new ScriptVersionSummary(one.Version, one.Program, one.Program == current, running.GetValueOrDefault(one.Program))),
                    ]) { IsConfigured = configured.ContainsKey(name) };
            }),
        ];
    }

    /// <summary>The figures of the runs that began in a span; null when there is no such script.</summary>
    public async ValueTask<ScriptFiguresView?> ReadAsync(string script, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (!runtime.Options.Scripts.ContainsKey(script) && !runtime.Views.Scripts.Programs.Any(row => row.Script == script))
        {
            return null;
        }

        var figures = new ScriptFigures(new ScriptFiguresOptions { MaxOpenRuns = MostOpenRuns });
        var followed = new HashSet<Guid>();
        var (erased, notFollowed, unreadable) = (0L, 0L, 0L);
        await foreach (var (entry, step) in StepsAsync(script, from, cancellationToken).ConfigureAwait(false))
        {
            if (step.Sequence == 1 && entry.Time < to)
            {
                notFollowed += followed.Count == MostOpenRuns ? 1 : 0;
                _ = followed.Count < MostOpenRuns && followed.Add(step.Run);
            }

            if (!followed.Contains(step.Run))
            {
                continue; // it began before or after
            }

            try
            {
                if (await ScriptStream.FrameOfAsync(runtime.Storage, entry).ConfigureAwait(false) is not { } frame)
                {
                    erased++;
                    followed.Remove(step.Run);
                    continue;
                }

                figures.Add((await runtime.Scripts.ProgramAsync(step.Program).ConfigureAwait(false)).Program, frame.Span);
            }
            catch (Exception e) when (e is ScriptFormatException or InvalidOperationException or FormatException or CryptographicException)
            {
                unreadable++; // an entry a build of later date wrote, one that is damaged, as the log's own checks say, or one whose customer's key is
            }

            if (step.State is ScriptRunState.Ended or ScriptRunState.Faulted)
            {
                followed.Remove(step.Run);
            }
        }

        return new ScriptFiguresView(script, from, to, figures.Versions()) { Erased = erased, NotFollowed = notFollowed, Unreadable = unreadable };
    }

    /// <summary>The steps of a script from a time on, in the order of the log; a page of them in memory.</summary>
    private async IAsyncEnumerable<(Entry Entry, ScriptStepped Step)> StepsAsync(
        string script, DateTimeOffset from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var query = new LogQuery { Kind = ScriptKinds.Stepped, From = from, Position = LogPosition.Start, Limit = Page }; ;)
        {
            var (count, last) = (0, LogPosition.Start);
            await foreach (var committed in runtime.Storage.Log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
            {
                (count, last) = (count + 1, committed.Position);
                var step = committed.Entry.Read(ScriptJson.Default.ScriptStepped);
                if (step.Script == script)
                {
                    yield return (committed.Entry, step);
                }
            }

            if (count < Page)
            {
                yield break;
            }

            query = query with { Position = last.Next };
        }
    }
}
